# ruptime(1): "Of several hosts each is waited for, and the table is printed
# when all have answered".
load lib_fleet

test_setup() {
	make_reply
	start_room
}

# Nobody listens there before an attempt has failed.
@test "one of three comes back later" {
	run -0 "${inside[@]}" "$tools/peer" -p 4000 127.0.0.1 listen accept \
	    send "$dir/reply" -- "$tools/peer" -p 4000 127.0.0.3 listen accept \
	    send "$dir/reply" -- "$tools/peer" -p 4000 127.0.0.2 \
	    await "$dir/err" listen accept send "$dir/reply" -- bash -c \
	    'exec "$@" 2>"$0"' "$dir/err" "$ruptime" -vvw -R 0 '127.0.0.[1-3]'
	are_up 127.0.0.1 127.0.0.2 127.0.0.3
}

@test "a name that becomes known, a path and a server that closes at first" {
	echo '127.0.0.1 old' >"$dir/hosts"
	background "${inside[@]}" "$tools/peer" -p 4000 127.0.0.1 listen \
	    accept close accept close accept send "$dir/reply" -- \
	    "$tools/peer" -p 4000 127.0.0.2 listen accept \
	    send "$dir/reply" -- "$ruptime" -vvw -T 25 old new "$dir/socket"
	local asking=$pid n=$((${#started[@]} - 1))
	wait_until grep -q 'new: about to try again; unknown host: ' "$dir/err.$n"
	wait_until grep -q 'socket: about to try again; refused: ' "$dir/err.$n"
	echo '127.0.0.2 new' >>"$dir/hosts"
	start_daemon_on -l "$dir/socket"
	wait "$asking"
	output=$(cat "$dir/out.$n")
	are_up old new "$dir/socket"
}

@test "the server's own error ends the wait for it" {
	echo 'error: no uptime today' >"$dir/error"
	echo 'error: access denied' >"$dir/denied"
	run -1 "${inside[@]}" "$tools/peer" -p 4000 127.0.0.1 listen accept \
	    send "$dir/error" -- "$tools/peer" -p 4000 127.0.0.2 listen accept \
	    send "$dir/denied" -- "$tools/peer" -p 4000 127.0.0.3 listen \
	    accept send "$dir/reply" -- "$ruptime" -w '127.0.0.[1-3]'
	is 127.0.0.1 error
	is 127.0.0.2 denied
	is 127.0.0.3 up
}

@test "-T is the end of it, of each host that is not back" {
	run -1 --separate-stderr "${inside[@]}" "$tools/peer" -p 4000 \
	    127.0.0.1 listen accept send "$dir/reply" -- \
	    "$ruptime" -w -T 1 127.0.0.1 127.0.0.2 nosuchhost
	is 127.0.0.1 up
	is 127.0.0.2 refused
	is nosuchhost "unknown host"
}

# More than have a place wait for their turn, and those before them for ever.
@test "who waits keeps its place" {
	start_crowd 1 4
	background "${inside[@]}" "$ruptime" -vvw -F 2 -T 25 "$dir/socket" \
	    "127.0.0.[1-4]:$port"
	local asking=$pid n=$((${#started[@]} - 1))
	crowd_was 1
	wait_until grep -q 'about to try again; refused: ' "$dir/err.$n"
	run ! gone "$asking"
	start_daemon_on -l "$dir/socket"
	wait "$asking"
	output=$(cat "$dir/out.$n")
	[ "$(count up)" -eq 5 ]
}

# What stands behind pdsh's -w is a command.
@test "the first name that is unknown is told of, once" {
	echo '127.0.0.1 old' >"$dir/hosts"
	run -1 --separate-stderr "${inside[@]}" "$ruptime" -w -T 0.7 old \
	    uptime other "$dir/socket"
	[[ $stderr = 'ruptime: '*': unknown host: '*\
'; -w waits until it is known, and takes no command' ]]
	[[ $stderr = 'ruptime: uptime: '* || $stderr = 'ruptime: other: '* ]]
	run -1 --separate-stderr "${inside[@]}" "$ruptime" -w -T 0.7 uptime
	[ "${#stderr_lines[@]}" -eq 2 ]
	[[ ${stderr_lines[0]} = 'ruptime: uptime: unknown host: '*', and takes no command' ]]
	[[ ${stderr_lines[1]} = 'ruptime: uptime: unknown host: '* ]]
}

@test "an interface that is not there yet" {
	run -1 --separate-stderr "${inside[@]}" "$ruptime" -vw -T 0.7 fe80::1%none
	[[ ${stderr_lines[0]} = 'ruptime: fe80::1%none: about to try again; unreachable: this machine has no interface none' ]]
}
