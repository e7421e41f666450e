# ruptime(1): "-e runs a command for each host and takes what it prints for the
# reply."
load ../cli/lib

line=' 07:11:49 up 3 days,  5:02,  1 user,  load average: 0.04, 0.08, 0.07'

# fake: prints the line, and each of its words as <word> to $dir/asked.
test_setup() {
	fake=$(script fake <<-END
		{ printf '<%s>' "\$@"; echo; } >>"$dir/asked"
		echo "$line"
	END
	)
}

@test "one host is printed as it answers" {
	run -0 --separate-stderr "$ruptime" -e "$fake" a
	[ "$output" = "$line" ]
	[ -z "$stderr" ]
}

@test "several are a table" {
	run -0 "$ruptime" -e "$fake" a b c
	[ "${#lines[@]}" -eq 3 ]
	[[ ${lines[2]} =~ ^c\ +up\ +3\+05:02,\ +1\ user,\ +load\ +0.04, ]]
}

@test "%h becomes the host, %p its port, and %% a %" {
	run -0 "$ruptime" -p 7 -F 1 -e "$fake %h -p%p %% '%h:%p 100%%'" \
	    a b:22 fe80::1%lo '[::1]:5'
	run -0 cat "$dir/asked"
	[ "$output" = "<a><-p7><%><a:7 100%>
<b><-p22><%><b:22 100%>
<fe80::1%lo><-p7><%><fe80::1%lo:7 100%>
<::1><-p5><%><::1:5 100%>" ]
}

@test "it is split into words as sh does it, once" {
	words='one two' run -0 "$ruptime" \
	    -e "$fake a\\ b 'c  d' \"\$words\" \$words '\$(e)' '' /dev/nul[l]" h
	run -0 cat "$dir/asked"
	[ "$output" = '<a b><c  d><one two><one><two><$(e)><></dev/null>' ]
}

# refuses COMMAND MESSAGE
refuses() {
	run -2 --separate-stderr "$ruptime" -e "$1" a b
	[ -z "$output" ]
	[ "${stderr_lines[0]}" = "ruptime: -e: $2" ]
	[ ! -e "$dir/asked" ]
}

@test "any other % is an error" {
	refuses "$fake %h %x" "word 3, character 1: %x is none of %h (the host),\
 %p (its port) and %% (a %)"
	refuses "$fake 5%" "word 2, character 2: % is none of %h (the host),\
 %p (its port) and %% (a %)"
}

@test "neither operators nor command substitution" {
	refuses "$fake | cat" "a newline or one of |&;<>(){} outside quotes;\
 for a pipeline use sh -c '...'"
	refuses "$fake; $fake" "a newline or one of |&;<>(){} outside quotes;\
 for a pipeline use sh -c '...'"
	refuses "$fake \$(id)" \
	    "it has a command substitution, which is not done"
	refuses "$fake \`id\`" \
	    "it has a command substitution, which is not done"
	refuses "$fake 'x" "a quote, a bracket or a backslash has no end"
	unset NOT_SET
	refuses "$fake \$NOT_SET" "a variable in it is not set"
	refuses " " "there is no command"
}

@test "a host is made of letters, digits and ._:%@- only" {
	for host in 'a;id' 'a@' 'a@-o' $'b\303\274' 'a$(id)' 'a`id`' 'a|id' "a'" 'a"' 'a\b' 'a&' \
	    'a>b' 'a*' '/run/socket' '-oProxyCommand=id'; do
		run -2 --separate-stderr "$ruptime" -e "$fake %h" -- good "$host"
		[ -z "$output" ]
		[ ! -e "$dir/asked" ]
	done
	# Nor does a file bring one in.
	echo 'a$(id)' >"$dir/hosts"
	run -2 "$ruptime" -e "$fake %h" -f "$dir/hosts"
	[ ! -e "$dir/asked" ]
}

@test "the first line of its standard error says why not" {
	failing=$(script failing <<-'END'
		printf '\n@@@@@\r\nno way to %s\r\nat all\n' "$1" >&2
		exit 255
	END
	)
	run -1 --separate-stderr "$ruptime" -e "$failing %h" a b
	[ "${lines[0]}" = "a            down   error: no way to a" ]
	[ "${lines[1]}" = "b            down   error: no way to b" ]
	run -1 --separate-stderr "$ruptime" -e "$failing %h" a
	[ "$stderr" = "ruptime: a: error: no way to a" ]
}

@test "it is named where its time is over" {
	run -1 --separate-stderr "$ruptime" -T 0.05 -e 'sleep 5' node003
	[ "$stderr" = "ruptime: node003: timed out: the command did not reply\
 within 0.05 s" ]
	run -1 --separate-stderr "$ruptime" -T 2 -e "sh -c 'echo up; sleep 5'" a
	[ "$stderr" = "ruptime: a: timed out: the command did not end its reply\
 within 2 s" ]
	[ "$output" = up ]
	run -1 --separate-stderr "$ruptime" -w -T 1 -v -e 'sleep 5' a
	[ "$stderr" = "ruptime: a: timed out: the command did not reply within\
 1 s" ]
}

@test "its exit status says why not where it is silent" {
	run -1 --separate-stderr "$ruptime" -e "sh -c 'exit 3'" a
	[ "$stderr" = "ruptime: a: error: exit status 3" ]
	run -1 --separate-stderr "$ruptime" -e "sh -c 'kill -KILL \$\$'" a
	[ "$stderr" = "ruptime: a: error: killed by signal 9 (Killed)" ]
	run -1 --separate-stderr "$ruptime" -e "$dir/none %h" a
	[ "$stderr" = "ruptime: a: error: cannot run $dir/none: \
No such file or directory" ]
}

@test "what it prints is not up unless it is what a host says" {
	run -1 --separate-stderr "$ruptime" -e true a
	[[ $stderr =~ ^"ruptime: a: bad reply: " ]]
	run -1 --separate-stderr "$ruptime" -e "echo error: not today" a
	[ "$stderr" = "ruptime: a: error: not today" ]
	[ -z "$output" ]
	run -1 --separate-stderr "$ruptime" -e "cat /dev/zero" a
	[[ $stderr =~ ^"ruptime: a: bad reply: ".*65536 ]]
}

@test "it has no input" {
	run -0 "$ruptime" -e "sh -c 'cat; echo \"$line\"'" a </dev/zero
	[ "$output" = "$line" ]
}

@test "it inherits no descriptor" {
	exec 7</dev/null
	run -0 "$ruptime" -e "ls /proc/self/fd" a
	exec 7<&-
	[ "$output" = $'0\n1\n2\n3' ] # 3 is that of ls
}

@test "it has the limit of descriptors that the client was started with" {
	[ "$(ulimit -H -n)" != 200 ] || skip "the hard limit is as low"
	ulimit -S -n 200
	run -0 "$ruptime" -e "sh -c 'ulimit -n'" a
	[ "$output" = 200 ]
}

@test "hundreds at once" {
	run -0 "$ruptime" -T 60 -e "sh -c 'echo \"$line\"'" 'n[1-500]'
	[ "${#lines[@]}" -eq 500 ]
	[[ ${lines[499]} =~ ^n500\ +up\  ]]
}

# Each command has descriptors of its own.
@test "hundreds where descriptors are few" {
	run -0 --separate-stderr bash -c 'exec 3>&- 4>&- && ulimit -n 64 &&
	    exec "$@"' - "$ruptime" -F 300 -T 60 -e "sh -c 'echo \"$line\"'" \
	    'n[1-300]'
	[ "${#lines[@]}" -eq 300 ]
	[[ ${lines[299]} =~ ^n300\ +up\  ]]
	[ -z "$stderr" ]
}
