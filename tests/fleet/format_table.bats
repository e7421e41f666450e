# ruptime(1): "These are the columns of BSD: the name as it was given; days,
# hours and minutes up, or hours and minutes in the first day; the users; the
# load averages of 1, 5 and 15 minutes"; "Every column is as wide as its widest
# entry, and names are never cut".
load lib_texts

@test "BSD's columns" {
	texts alpha db-primary node2
	[ "$status" -eq 0 ]
	prints \
	    'alpha        up     3+05:02,    1 user,   load  0.04,  0.08,  0.07' \
	    'db-primary   up  1100+00:00,   12 users,  load 12.50,  3.00,  1.25' \
	    'node2        up        5:02,    3 users,  load  1.00,  1.00,  1.00'
}

@test "what is not told, and who is not up" {
	texts node10 noise
	[ "$status" -eq 1 ]
	prints \
	    'node10       up        0:10,    ? users,  load  2.00,  2.00,  2.00' \
	    'noise        down   bad reply'
}

@test "with -v what it was that could not be read" {
	texts -v node10 noise
	[[ ${lines[1]} = 'noise        down   bad reply'*': SSH-2.0-OpenSSH_9.2' ]]
}

@test "a long name pushes the columns" {
	ln -s alpha "$dir/hosts/a.name.that.is.long"
	texts alpha a.name.that.is.long
	prints \
	    'a.name.that.is.long  up     3+05:02,    1 user,   load  0.04,  0.08,  0.07' \
	    'alpha                up     3+05:02,    1 user,   load  0.04,  0.08,  0.07'
}

@test "the server's own words" {
	answer gamma 'error: uptime: no such file\n'
	texts alpha gamma
	[ "${lines[1]}" = 'gamma        down   error: uptime: no such file' ]
}

@test "colour where it is asked for" {
	texts --color=always alpha noise
	[ "${lines[1]}" = $'noise        \e[31mdown\e[m   bad reply' ]
	texts alpha noise
	[ "${lines[1]}" = 'noise        down   bad reply' ]
}

# on_terminal ENVIRONMENT...: what a terminal gets of one that is down where
# they are set.
on_terminal() {
	run -1 --separate-stderr env "$@" "$tools/peer_pty" -o "$ruptime" \
	    -e "cat $dir/hosts/%h" alpha noise
}

@test "colour on a terminal that has it" {
	on_terminal -u NO_COLOR TERM=xterm
	[[ $output = *$'\e[31mdown\e[m'* ]]
	on_terminal NO_COLOR= TERM=xterm
	[[ $output = *$'\e[31mdown\e[m'* ]]
	# One that terminfo(5) knows nothing of may be one of a new kind.
	on_terminal -u NO_COLOR TERM=nosuchterminal
	[[ $output = *$'\e[31mdown\e[m'* ]]
	for environment in NO_COLOR=1 TERM=dumb TERM= TERM=unknown TERM=vt52; do
		on_terminal -u NO_COLOR TERM=xterm "$environment"
		[[ $output = *" down "* && $output != *$'\e'* ]]
	done
	on_terminal -u NO_COLOR -u TERM
	[[ $output = *" down "* && $output != *$'\e'* ]]
}

@test "a real daemon" {
	start_daemon
	run -0 "$ruptime" -o table "127.0.0.1:$port"
	[[ $output =~ ^"127.0.0.1:$port"\ +up\ +[0-9+:?]+,\ +[0-9?]+\ users?,\ +load(\ +[0-9.]+,?){3}$ ]]
}
