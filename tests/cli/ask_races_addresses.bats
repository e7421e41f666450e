# ruptime(1): "An address that does not answer does not hold up the next: it is
# tried a quarter of a second later, or earlier where there are so many that
# not all would be begun in half of the time, and the first to answer is
# asked".
load lib

# The addresses of "two" are tried in this order (RFC 6724).  A client that
# waited for the first would be out of time.
test_setup() {
	"$tools/peer_room" grep -q '^0*1 ' /proc/net/if_inet6 2>/dev/null ||
	    skip "needs namespaces and ::1"
	printf '::1 two\n127.0.0.1 two\n' >"$dir/hosts"
	echo 'hosts: files' >"$dir/nsswitch"
	echo up >"$dir/reply"
	room=("$tools/peer_room" -b "$dir/hosts:/etc/hosts"
	    -b "$dir/nsswitch:/etc/nsswitch.conf")
	first=("$tools/peer" -p 4000 ::1)
	second=("$tools/peer" -p 4000 127.0.0.1)
}

@test "the first of two does not answer" {
	run -0 --separate-stderr "${room[@]}" "${first[@]}" full -- \
	    "${second[@]}" listen accept send "$dir/reply" tries 2 -- \
	    "$ruptime" two
	[ "$output" = up ]
	[ -z "$stderr" ]
}

# Of one family they are in the order of the bits that they share with our own.
@test "of four only the last answers" {
	printf '127.0.0.%s four\n' 1 2 3 128 >"$dir/hosts"
	run -0 --separate-stderr "${room[@]}" \
	    "$tools/peer" -p 4000 127.0.0.1 full -- \
	    "$tools/peer" -p 4000 127.0.0.2 full -- \
	    "$tools/peer" -p 4000 127.0.0.3 full -- \
	    "$tools/peer" -p 4000 127.0.0.128 listen accept \
	    send "$dir/reply" tries 4 -- "$ruptime" four
	[ "$output" = up ]
}

@test "the first answers only after the second was begun" {
	run -0 --separate-stderr "${room[@]}" "${second[@]}" full -- \
	    "${first[@]}" full tries 2 listen accept send "$dir/reply" -- \
	    "$ruptime" -T 20 two
	[ "$output" = up ]
}

@test "no address answers" {
	run -1 --separate-stderr "${room[@]}" "${first[@]}" full -- \
	    "${second[@]}" full -- "$ruptime" -T 0.6 two
	[[ $stderr = "ruptime: two: timed out: no answer from "*" within 0.6 s" ]]
}
