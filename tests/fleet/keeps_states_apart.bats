# ruptime(1): "Where a host is not up, one line on standard error names it, the
# state that it is in and the address that was asked, or in a table there is
# its state".
load lib_fleet

# Each host is an address of the room, where a peer has its own script.
test_setup() {
	make_reply
	echo 'error: uptime: exit status 3' >"$dir/error"
	echo 'error: access denied' >"$dir/denied"
	head -c 20 "$dir/reply" >"$dir/half"
	echo 'HTTP/1.0 400 Bad Request' >"$dir/other"
	head -c 100000000 /dev/zero >"$dir/flood"
	printf ' 08:38:22 up  1:11,\033[2J 0 user\n' >"$dir/rude"
	start_room -d 10.0.0.0/8
	server=()
}

# serve ADDRESS WORD...: a peer of this script there.
serve() {
	server+=("$tools/peer" -p 4000 "$@" --)
}

# ask_them ARGUMENT...: who exits with 1, after each script was played.
ask_them() {
	run -1 --separate-stderr "${inside[@]}" "${server[@]}" "$ruptime" "$@"
}

@test "every state that a connection can come to, all at once" {
	serve 127.0.0.1 listen accept send "$dir/reply"
	serve 127.0.0.3 listen accept send "$dir/error"
	serve 127.0.0.4 listen accept send "$dir/denied"
	serve 127.0.0.5 listen accept send "$dir/half" reset
	serve 127.0.0.6 listen accept hold
	serve 127.0.0.7 listen accept send "$dir/half" hold
	serve 127.0.0.8 full
	serve 127.0.0.9 listen accept send "$dir/flood"
	serve 127.0.0.10 listen accept send "$dir/other"
	serve 127.0.0.11 listen accept close
	serve 127.0.0.12 listen accept reset
	ask_them -v -R 0 -T 1 '127.0.0.[1-12]' 10.0.0.1 192.0.2.1 nosuchhost \
	    "$dir/nosuchsocket"
	[ "${#lines[@]}" -eq 16 ]
	is 127.0.0.1 up
	is 127.0.0.2 refused
	is 127.0.0.3 error
	is 127.0.0.4 denied
	is 127.0.0.5 "bad reply"
	is 127.0.0.6 "timed out"
	is 127.0.0.7 "timed out"
	is 127.0.0.8 "timed out"
	is 127.0.0.9 "bad reply"
	is 127.0.0.10 "bad reply"
	is 127.0.0.11 "bad reply"
	is 127.0.0.12 "bad reply"
	is 10.0.0.1 "timed out"
	is 192.0.2.1 unreachable
	is nosuchhost "unknown host"
	is "$dir/nosuchsocket" refused
	[[ $(state_of 127.0.0.3) = *"uptime: exit status 3" ]]
	[[ $(state_of 127.0.0.9) = *"sends more than 65536 bytes"* ]]
}

@test "refused, closed or reset before a byte: tried again, until it is up" {
	serve 127.0.0.1 await "$dir/err" listen accept send "$dir/reply"
	serve 127.0.0.2 listen accept close accept reset accept close accept \
	    send "$dir/reply"
	serve 127.0.0.3 listen accept reset accept send "$dir/reply"
	run -0 "${inside[@]}" "${server[@]}" bash -c 'exec "$@" 2>"$0"' \
	    "$dir/err" "$ruptime" -vv -T 20 -R 3 '127.0.0.[1-3]'
	are_up 127.0.0.1 127.0.0.2 127.0.0.3
	grep '^ruptime: 127\.0\.0\.1: about to try again; refused: ' "$dir/err"
	[ "$(grep -c '2: about to try again; bad reply: ' "$dir/err")" -eq 3 ]
	[ "$(grep -c '3: about to try again; bad reply: ' "$dir/err")" -eq 1 ]
}

# Anybody who came once more would make a server end with 99.
@test "what is an answer is not asked for again" {
	serve 127.0.0.1 listen accept send "$dir/error"
	serve 127.0.0.2 listen accept send "$dir/denied"
	serve 127.0.0.3 listen accept send "$dir/half" reset
	serve 127.0.0.4 listen accept send "$dir/other"
	ask_them -T 20 -R 3 '127.0.0.[1-4]'
	is 127.0.0.1 error
	is 127.0.0.2 denied
	is 127.0.0.3 "bad reply"
	is 127.0.0.4 "bad reply"
}

@test "the retries of one don't hold up the others" {
	serve 127.0.0.1 await "$dir/done" listen accept send "$dir/reply"
	serve 127.0.0.2 listen accept send "$dir/reply"
	run -0 --separate-stderr "${inside[@]}" "${server[@]}" bash -c '
	    "$0" -T 20 -R 20 -o raw 127.0.0.1 127.0.0.2 | {
		read -r line && echo "$line" | tee "$1"
		cat
	    }' "$ruptime" "$dir/done"
	[[ ${lines[0]} = "127.0.0.2: "* ]]
	[[ ${lines[1]} = "127.0.0.1: "* ]]
}
