# ruptime(1): "With -w a connect that stays unanswered is begun afresh every
# three seconds".
load lib

test_setup() {
	"$tools/peer_room" true 2>/dev/null || skip "needs namespaces"
	echo up >"$dir/reply"
}

# Only a second connect, not the kernel's repeated SYN, lets the peer go on.
@test "a host that answers the second connect" {
	run -0 --separate-stderr "$tools/peer_room" "$tools/peer" 127.0.0.1 \
	    full tries 2 listen accept send "$dir/reply" -- \
	    "$ruptime" -w 127.0.0.1:%p
	[ "$output" = up ]
	[ -z "$stderr" ]
}
