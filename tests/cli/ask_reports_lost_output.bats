# ruptime(1): "1 The host is not up, or the reply could not be printed".
load lib

test_setup() {
	[ -c /dev/full ] || skip "needs /dev/full"
	echo up >"$dir/reply"
}

@test "a full disk" {
	run -1 "$tools/peer" 127.0.0.1 listen accept send "$dir/reply" -- \
	    sh -c 'exec "$0" "$1" >/dev/full' "$ruptime" 127.0.0.1:%p
	[ "$output" = "ruptime: standard output: No space left on device" ]
}

# The reply is read in many parts.
@test "a full disk is told of once" {
	head -c 65536 /dev/zero >"$dir/long"
	run -1 "$tools/peer" "$dir/s" listen accept send "$dir/long" close -- \
	    sh -c 'exec "$0" "$1" >/dev/full' "$ruptime" "$dir/s"
	[ "$output" = "ruptime: standard output: No space left on device" ]
}

@test "help and version, too" {
	local option
	for option in --help --version; do
		run -1 sh -c 'exec "$0" "$1" >/dev/full' "$ruptime" "$option"
		[ "$output" = "ruptime: standard output: No space left on device" ]
	done
}

@test "a full disk at standard error changes nothing" {
	run -0 "$tools/peer" 127.0.0.1 listen accept close accept \
	    send "$dir/reply" -- sh -c 'exec "$0" -v "$1" 2>/dev/full' \
	    "$ruptime" 127.0.0.1:%p
	[ "$output" = up ]
}
