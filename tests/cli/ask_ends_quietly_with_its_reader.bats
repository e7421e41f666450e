# ruptime(1): "ends quietly where whoever reads standard output has gone".
load lib

test_setup() {
	echo up >"$dir/reply"
	mkfifo "$dir/pipe"
}

# The reply is sent once nobody reads any more.  In a pipeline the shell may
# hold the reading end still when its reader has closed it.
@test "a reader that has gone" {
	run -0 --separate-stderr "$tools/peer" 127.0.0.1 listen \
	    await "$dir/gone" accept send "$dir/reply" -- bash -c '
		"$0" -T 20 "$1" >"$3" &
		exec 3<"$3"; exec 3<&-; echo gone >"$2"
		wait "$!"; echo "$?"' "$ruptime" 127.0.0.1:%p "$dir/gone" \
	    "$dir/pipe"
	[ "$output" = "$((128 + $(kill -l PIPE)))" ]
	[ -z "$stderr" ]
}

@test "a reader that wants one byte" {
	run -0 --separate-stderr "$tools/peer" 127.0.0.1 listen accept \
	    send "$dir/reply" -- bash -c '"$0" "$1" | head -c 1' \
	    "$ruptime" 127.0.0.1:%p
	[ "$output" = u ]
	[ -z "$stderr" ]
}

@test "where whoever started it ignores the signal" {
	run -0 --separate-stderr "$tools/peer" 127.0.0.1 listen \
	    await "$dir/gone" accept send "$dir/reply" -- bash -c '
		trap "" PIPE
		"$0" -T 20 "$1" >"$3" &
		exec 3<"$3"; exec 3<&-; echo gone >"$2"
		wait "$!"; echo "$?"' "$ruptime" 127.0.0.1:%p "$dir/gone" \
	    "$dir/pipe"
	[ "$output" = "$((128 + $(kill -l PIPE)))" ]
	[ -z "$stderr" ]
}
