# ruptime(1): "Where a host is not up, one line on standard error names it, the
# state that it is in and the address that was asked".
load lib

# fails LINE PEER-WORD... -- ARGUMENT...: a peer on 127.0.0.1 that plays the
# words, and what the client, whose first argument is its -T, says of it.
fails() {
	local line=$1
	shift
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 "$@"
	[ -z "$output" ]
	[[ $stderr =~ ^"ruptime: 127.0.0.1:"([0-9]+)": " ]]
	[ "$stderr" = "ruptime: ${line//%a/127.0.0.1:${BASH_REMATCH[1]}}" ]
}

test_setup() {
	printf 'up 3 da' >"$dir/half"
}

@test "refused" {
	fails '%a: refused: %a: Connection refused; is ruptimed running there?' \
	    -- "$ruptime" -R 0 127.0.0.1:%p
}

@test "timed out: nobody answers" {
	fails '%a: timed out: no answer from %a within 0.2 s' \
	    full -- "$ruptime" -T 0.2 127.0.0.1:%p
}

@test "timed out: no reply" {
	fails '%a: timed out: %a did not reply within 0.2 s' \
	    listen accept hold -- "$ruptime" -T 0.2 127.0.0.1:%p
}

@test "timed out: the reply stalls half-way" {
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 listen accept \
	    send "$dir/half" hold -- "$ruptime" -T 0.2 127.0.0.1:%p
	[ "$output" = 'up 3 da' ]
	[[ $stderr = "ruptime: 127.0.0.1:"*": timed out: 127.0.0.1:"*" did not end its reply within 0.2 s" ]]
}

@test "timed out: one who dribbles, too" {
	mkfifo "$dir/dribble"
	background bash -c 'while echo x; do read -rt 0.02 <> <(:); done >"$0"' \
	    "$dir/dribble"
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 listen accept \
	    send "$dir/dribble" -- "$ruptime" -T 0.3 127.0.0.1:%p
	[[ $output = x* ]]
	[[ $stderr = *" did not end its reply within 0.3 s" ]]
}

@test "bad reply: closed without a byte" {
	fails '%a: bad reply: %a closed without a reply' \
	    listen accept close -- "$ruptime" -R 0 127.0.0.1:%p
}

@test "bad reply: reset without a byte" {
	fails '%a: bad reply: %a: Connection reset by peer' \
	    listen accept reset -- "$ruptime" -R 0 127.0.0.1:%p
}

@test "bad reply: breaks off half-way" {
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 listen accept \
	    send "$dir/half" reset -- "$ruptime" 127.0.0.1:%p
	[ "$output" = 'up 3 da' ]
	[[ $stderr = "ruptime: 127.0.0.1:"*": bad reply: 127.0.0.1:"*" broke off after 7 bytes: Connection reset by peer" ]]
}

@test "unreachable: no route" {
	"$tools/peer_room" true 2>/dev/null || skip "needs namespaces"
	run -1 --separate-stderr "$tools/peer_room" "$ruptime" -R 0 10.0.0.1:9
	[ -z "$output" ]
	[ "$stderr" = "ruptime: 10.0.0.1:9: unreachable: 10.0.0.1:9: Network is unreachable" ]
}

@test "timed out: a black hole" {
	"$tools/peer_room" true 2>/dev/null || skip "needs namespaces"
	run -1 --separate-stderr "$tools/peer_room" -d 10.0.0.1 \
	    "$ruptime" -T 0.2 10.0.0.1:9
	[ -z "$output" ]
	[ "$stderr" = "ruptime: 10.0.0.1:9: timed out: no answer from 10.0.0.1:9 within 0.2 s" ]
}

@test "a socket that is not there, is nobody's, or answers nobody" {
	run -1 --separate-stderr "$ruptime" -R 0 "$dir/s"
	[ "$stderr" = "ruptime: $dir/s: refused: $dir/s: No such file or directory; is ruptimed running there?" ]
	run -1 --separate-stderr "$tools/peer" "$dir/s" -- \
	    "$ruptime" -R 0 "$dir/s"
	[ "$stderr" = "ruptime: $dir/s: refused: $dir/s: Connection refused; is ruptimed running there?" ]
	rm "$dir/s"
	run -1 --separate-stderr "$tools/peer" "$dir/s" full -- \
	    "$ruptime" -R 0 "$dir/s"
	[ "$stderr" = "ruptime: $dir/s: refused: $dir/s: Resource temporarily unavailable; is ruptimed running there?" ]
}
