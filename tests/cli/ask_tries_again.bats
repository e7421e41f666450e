# ruptime(1): "An attempt that is refused, reset or closed before its first
# byte is tried again, -R times (default 3)".
load lib

# The peer complains of an attempt too few or too many.
test_setup() {
	echo up >"$dir/reply"
	printf 'up 3 da' >"$dir/half"
	echo 'error: down' >"$dir/error"
}

need_room() {
	"$tools/peer_room" true 2>/dev/null || skip "needs namespaces"
}

@test "closed and reset, until there is a reply" {
	run -0 --separate-stderr "$tools/peer" 127.0.0.1 listen accept close \
	    accept reset accept close accept send "$dir/reply" -- \
	    "$ruptime" -T 20 127.0.0.1:%p
	[ "$output" = up ]
	[ -z "$stderr" ]
}

@test "three times by default, and no more" {
	run -1 "$tools/peer" 127.0.0.1 listen accept close accept reset \
	    accept reset accept close -- "$ruptime" -T 20 127.0.0.1:%p
}

@test "-R 0: not at all" {
	run -1 "$tools/peer" 127.0.0.1 listen accept close -- \
	    "$ruptime" -R 0 127.0.0.1:%p
	run -1 "$tools/peer" 127.0.0.1 listen accept reset -- \
	    "$ruptime" --retries=0 127.0.0.1:%p
}

@test "-R 1: once, and -v tells of the first" {
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 listen accept close \
	    accept reset -- "$ruptime" -v -R 1 -T 20 127.0.0.1:%p
	[ "${#stderr_lines[@]}" -eq 2 ]
	[[ ${stderr_lines[0]} = *"again; bad reply: "*"closed without a reply" ]]
	[[ ${stderr_lines[1]} = *": bad reply: "*"Connection reset by peer" ]]
}

@test "refused: no more than -R times" {
	need_room
	run -1 "$tools/peer_room" "$tools/peer" 127.0.0.1 tries 3 -- \
	    "$ruptime" -R 2 -T 20 127.0.0.1:%p
	run -1 "$tools/peer_room" "$tools/peer" 127.0.0.1 tries 1 -- \
	    "$ruptime" -R 0 -T 20 127.0.0.1:%p
}

@test "refused twice, and then up" {
	need_room
	run -0 "$tools/peer_room" "$tools/peer" 127.0.0.1 tries 2 listen \
	    accept send "$dir/reply" tries 3 -- "$ruptime" -T 20 127.0.0.1:%p
	[ "$output" = up ]
}

@test "a socket that is there a moment later" {
	run -0 "$tools/peer" "$dir/s" await "$dir/err" listen accept \
	    send "$dir/reply" -- sh -c \
	    "exec '$ruptime' -v -R 9 -T 20 '$dir/s' 2>'$dir/err'"
	[ "$output" = up ]
}

@test "not beyond -T" {
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 -- \
	    "$ruptime" -R 1000 -T 0.2 127.0.0.1:%p
	[[ $stderr = *": "@(refused|timed\ out)": "* ]]
}

@test "not a host that there is no way to" {
	need_room
	run -1 --separate-stderr "$tools/peer_room" "$ruptime" -v 10.0.0.1:9
	[ "${#stderr_lines[@]}" -eq 1 ]
}

# With -w, too, since what was printed cannot be taken back.
@test "not what has begun to reply" {
	for wait in '' -w; do
		run -1 --separate-stderr "$tools/peer" 127.0.0.1 listen \
		    accept send "$dir/half" reset -- \
		    "$ruptime" $wait -T 20 127.0.0.1:%p
		[ "$output" = "$(cat "$dir/half")" ]
		[[ $stderr = *" broke off after "* ]]
	done
}

@test "not what the server says itself" {
	run -1 "$tools/peer" 127.0.0.1 listen accept send "$dir/error" -- \
	    "$ruptime" 127.0.0.1:%p
}
