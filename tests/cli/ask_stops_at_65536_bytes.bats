# ruptime(1): "A reply is at most 65536 bytes; what comes beyond them is cut
# off, and that is a bad reply".
load lib

reply_of() {
	head -c "$1" /dev/zero | tr '\0' "$2"
}

@test "65536 bytes are a reply" {
	reply_of 65536 x >"$dir/reply"
	"$tools/peer" 127.0.0.1 listen accept send "$dir/reply" -- \
	    "$ruptime" 127.0.0.1:%p >"$dir/out"
	cmp "$dir/reply" "$dir/out"
}

@test "one more byte is cut off" {
	reply_of 65537 x >"$dir/reply"
	! "$tools/peer" 127.0.0.1 listen accept send "$dir/reply" -- \
	    "$ruptime" 127.0.0.1:%p >"$dir/out" 2>"$dir/err" || false
	reply_of 65536 x | cmp - "$dir/out"
	grep -q ': bad reply: 127.0.0.1:[0-9]* sends more than 65536 bytes$' \
	    "$dir/err"
}

# The peer sees that the first piece was read before it sends the second.
@test "a piece that goes beyond is cut off, not lost" {
	reply_of 1000 x >"$dir/first"
	reply_of 64537 x >"$dir/second"
	! "$tools/peer" "$dir/s" listen accept send "$dir/first" \
	    send "$dir/second" -- "$ruptime" "$dir/s" >"$dir/out" || false
	reply_of 65536 x | cmp - "$dir/out"
}

@test "of 100 MB the rest is not read" {
	truncate -s 100000000 "$dir/reply"
	! "$tools/peer" 127.0.0.1 listen accept send "$dir/reply" -- \
	    "$ruptime" -T 20 127.0.0.1:%p >"$dir/out" 2>"$dir/err" || false
	reply_of 65536 '\0' | cmp - "$dir/out"
	[ "$(wc -l <"$dir/err")" -eq 1 ]
	grep -q 'sends more than 65536 bytes$' "$dir/err"
}

@test "an error line that long is told, not printed" {
	{ printf 'error: '; reply_of 65536 x; } >"$dir/reply"
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 listen accept \
	    send "$dir/reply" -- "$ruptime" 127.0.0.1:%p
	[ -z "$output" ]
	[[ $stderr = *"sends more than 65536 bytes" ]]
}
