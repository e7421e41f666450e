# ruptime(1): "The port is a number or a name in the services database; the
# default is that of the service ruptime, or 4000 where it has no entry".
load lib

test_setup() {
	"$tools/peer_room" true 2>/dev/null || skip "needs namespaces"
	echo 'http 80/tcp' >"$dir/services"
	echo up >"$dir/reply"
}

# asks PORT ARGUMENT...: the peer on that port is asked.
asks() {
	local port=$1
	shift
	run -0 --separate-stderr "$tools/peer_room" \
	    -b "$dir/services:/etc/services" \
	    "$tools/peer" -p "$port" 127.0.0.1 listen accept \
	    send "$dir/reply" -- "$ruptime" "$@"
	[ "$output" = up ]
	[ -z "$stderr" ]
}

@test "4000 where the service has no entry" {
	asks 4000 127.0.0.1
}

@test "the service's own" {
	echo 'ruptime 4711/tcp' >>"$dir/services"
	asks 4711 127.0.0.1
}

@test "a name for -p" {
	echo 'loads 4712/tcp' >>"$dir/services"
	asks 4712 -p loads 127.0.0.1
}

@test "a name behind the host" {
	echo 'loads 4712/tcp' >>"$dir/services"
	asks 4712 127.0.0.1:loads
}

@test "a service of another transport is none" {
	echo 'loads 4712/udp' >>"$dir/services"
	run -2 "$tools/peer_room" -b "$dir/services:/etc/services" \
	    "$ruptime" -p loads 127.0.0.1
}
