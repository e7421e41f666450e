# ruptime(1): "An address that does not answer does not hold up the next: it
# is tried a quarter of a second later, and the first to answer is asked".
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

@test "of five all but the last are black holes" {
	printf '10.0.0.%s many\n' 1 2 3 4 >"$dir/hosts"
	echo '127.0.0.1 many' >>"$dir/hosts"
	run -0 --separate-stderr "${room[@]}" -d 10.0.0.1 -d 10.0.0.2 \
	    -d 10.0.0.3 -d 10.0.0.4 \
	    "${second[@]}" listen accept send "$dir/reply" -- "$ruptime" many
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
