# ruptimed(8): "An address family that the kernel lacks is passed over; it is an
# error where none is left".
load lib_startup

need_filters() {
	run "$tools/without_ipv6" true
	[ "$status" -ne 125 ] || skip "needs seccomp filters"
}

@test "the default is IPv4 alone then" {
	need_filters
	await_daemon "$tools/without_ipv6" "$ruptimed" -f -p 0 -c 'echo up'
	[ "$(grep -c 'listening on' "$log")" -eq 1 ]
	port=$(sed -n 's/.*listening on 0\.0\.0\.0:\([0-9]*\)$/\1/p' "$log")
	[ "$(ask)" = up ]
}

@test "so are the addresses of a name" {
	need_filters
	await_daemon "$tools/without_ipv6" "$ruptimed" -f -p 0 -c 'echo up' \
	    -l ::1 -l 127.0.0.1
	[ "$(grep -c 'listening on' "$log")" -eq 1 ]
}

@test "-6 is an error then" {
	need_filters
	run -1 --separate-stderr timeout 60 "$tools/without_ipv6" "$ruptimed" \
	    -f -6 -p 0
	[ "$stderr" = "ruptimed: [::]:0: Address family not supported by\
 protocol" ]
}
