# ruptimed(8): "-i without a connected socket as standard input is an error,
# and so are -l, -p, -P and --idle-exit with it".
load lib_startup

# From a terminal or a script there is no client who could be told.
refused_inetd() {
	local expected=$1 text=$2
	shift 2
	run "-$expected" --separate-stderr timeout 60 "$ruptimed" -i "$@"
	[[ ${stderr_lines[0]} == "ruptimed: $text"* ]]
	nothing_left
}

@test "a file is not a socket" {
	refused_inetd 1 '-i: standard input is not a connected stream socket' \
	    </dev/null
}

@test "a terminal is not a socket, and is where this is told" {
	need script
	run timeout 60 script -qec "$ruptimed -i" /dev/null </dev/null
	[ "$status" -eq 1 ]
	[[ $output == "ruptimed: -i: standard input is not a connected stream socket"* ]]
	run timeout 60 script -qec "$ruptimed -i -m 0" /dev/null </dev/null
	[ "$status" -eq 2 ]
	[[ $output == "ruptimed: -m 0: a number from 1"* ]]
}

@test "a pipe is not a socket" {
	refused_inetd 1 '-i: standard input is not a connected stream socket' \
	    < <(:)
}

@test "standard input that is closed is not a socket" {
	refused_inetd 1 '-i: standard input is not a connected stream socket' <&-
}

@test "a listening socket, which inetd passes for wait, is no client" {
	need socat systemd-socket-activate
	background systemd-socket-activate --inetd -l "$dir/run/socket" \
	    "$ruptimed" -i
	wait_until grep -q 'Listening on' "$dir/err.0"
	run socat -u "UNIX-CONNECT:$dir/run/socket" -
	wait_until gone "$pid"
	status=0 && wait "$pid" || status=$?
	[ "$status" -eq 1 ]
	grep -q 'ruptimed: -i: standard input is not a connected' "$dir/err.0"
}

# What answers datagrams can be made to send them to others.
@test "a socket of datagrams is no client, connected or not" {
	need socat
	local to
	for to in UDP:127.0.0.1:9 "UNIX-SENDTO:$dir/run/nobody" \
	    UDP-SENDTO:127.0.0.1:9; do
		run timeout 60 socat "$to" \
		    "EXEC:'$ruptimed -i',nofork"
		[[ $output = *"ruptimed: -i: standard input is not a connected\
 stream socket"* ]]
	done
}

@test "-l, -p, -P and --idle-exit do not go with it" {
	for option in "-l $dir/run/socket" '-l 127.0.0.1' '-p 0' \
	    "-P $dir/run/pid" --idle-exit=1; do
		# shellcheck disable=SC2086
		refused_inetd 2 '-i: standard input is the client: -l, -p, ' \
		    $option </dev/null
	done
	[ ! -e "$dir/run/pid" ]
	[ ! -e "$dir/run/socket" ]
}

@test "a usage error is no secret to who starts it by hand" {
	refused_inetd 2 '-m 0: a number from 1' -m 0 </dev/null
}
