# ruptime(1): "Where a host has several addresses, the others are tried when
# one fails or does not let this machine ask".
load lib

# The addresses of "two" are tried in this order (RFC 6724).
test_setup() {
	"$tools/peer_room" grep -q '^0*1 ' /proc/net/if_inet6 2>/dev/null ||
	    skip "needs namespaces and ::1"
	printf '::1 two\n127.0.0.1 two\n' >"$dir/hosts"
	echo 'hosts: files' >"$dir/nsswitch"
	echo up >"$dir/reply"
	echo 'error: access denied' >"$dir/denied"
	room=("$tools/peer_room" -b "$dir/hosts:/etc/hosts"
	    -b "$dir/nsswitch:/etc/nsswitch.conf")
	first=("$tools/peer" -p 4000 ::1)
	second=("$tools/peer" -p 4000 127.0.0.1)
}

@test "the first refuses" {
	run -0 --separate-stderr "${room[@]}" "${second[@]}" listen accept \
	    send "$dir/reply" tries 2 -- "$ruptime" -R 0 two
	[ "$output" = up ]
	[ -z "$stderr" ]
}

@test "the second would refuse, and is not asked" {
	run -0 "${room[@]}" "${first[@]}" listen accept send "$dir/reply" \
	    tries 1 -- "$ruptime" -R 0 two
	[ "$output" = up ]
}

@test "one is unreachable, wherever it stands" {
	printf '10.0.0.1 two\n127.0.0.1 two\n' >"$dir/hosts"
	run -0 "${room[@]}" "${second[@]}" listen accept send "$dir/reply" -- \
	    "$ruptime" -R 0 two
	[ "$output" = up ]
	printf '127.0.0.1 two\n10.0.0.1 two\n' >"$dir/hosts"
	run -0 "${room[@]}" "${second[@]}" listen accept send "$dir/reply" -- \
	    "$ruptime" -R 0 two
	[ "$output" = up ]
}

@test "all refuse" {
	run -1 --separate-stderr "${room[@]}" "$ruptime" -R 0 two
	[[ $stderr = "ruptime: two: refused: "*": Connection refused; is"* ]]
}

@test "the first denies, the second answers" {
	run -0 --separate-stderr "${room[@]}" "${first[@]}" listen accept \
	    send "$dir/denied" -- "${second[@]}" listen accept \
	    send "$dir/reply" -- "$ruptime" -R 0 two
	[ "$output" = up ]
	[ -z "$stderr" ]
}

@test "both deny, each is asked once" {
	run -1 --separate-stderr "${room[@]}" "${first[@]}" listen accept \
	    send "$dir/denied" -- "${second[@]}" listen accept \
	    send "$dir/denied" -- "$ruptime" two
	[[ $stderr = "ruptime: two: denied: 127.0.0.1:4000 does not let "* ]]
}

# denied ROOM...: that is said of the address that has denied.
denied() {
	run -1 --separate-stderr "${room[@]}" "$@" listen accept \
	    send "$dir/denied" -- "$ruptime" "${options[@]}" two
	[[ $stderr = "ruptime: two: denied: "*" does not let this machine "* ]]
}

@test "one denies, the other refuses" {
	options=()
	denied "${first[@]}"
	denied "${second[@]}"
}

@test "one denies, the other refuses, and -w waits no longer" {
	options=(-w)
	denied "${first[@]}"
	denied "${second[@]}"
}

@test "one denies, the other is not heard of" {
	printf '10.0.0.1 two\n127.0.0.1 two\n' >"$dir/hosts"
	room+=(-d 10.0.0.0/8)
	options=(-T 2 -o json)
	run -1 --separate-stderr "${room[@]}" "${second[@]}" listen accept \
	    send "$dir/denied" -- "$ruptime" "${options[@]}" two
	[[ $output = *'"address": "127.0.0.1"'*'"state": "denied"'* ]]
}
