# ruptime(1): "A host is a name or address, name:port, [v6]:port or the /path
# of a socket".
load lib

# asks ADDRESS ARGUMENT...: the peer that listens there is asked.
asks() {
	local address=$1
	shift
	echo up >"$dir/reply"
	run -0 --separate-stderr "$tools/peer" "$address" listen accept \
	    send "$dir/reply" -- "$ruptime" "$@"
	[ "$output" = up ]
	[ -z "$stderr" ]
}

need_ipv6() {
	grep -q '^0*1 ' /proc/net/if_inet6 || skip "needs ::1"
}

@test "an IPv4 address, and a port" {
	asks 127.0.0.1 127.0.0.1:%p
	asks 127.0.0.1 -p %p 127.0.0.1
	asks 127.0.0.1 --port=%p 127.0.0.1
}

@test "an IPv6 address, and a port" {
	need_ipv6
	asks ::1 '[::1]:%p'
	asks ::1 -p %p '[::1]'
	asks ::1 -p %p ::1
	asks ::1 -p %p 0:0:0:0:0:0:0:1
}

@test "a name, and a port" {
	asks 127.0.0.1 localhost:%p
	asks 127.0.0.1 -p %p localhost
}

@test "the path of a socket, whatever the port" {
	asks "$dir/s" "$dir/s"
	rm "$dir/s"
	asks "$dir/s" -p 9 "$dir/s"
	mkdir "$dir/a b:1"
	asks "$dir/a b:1/s" "$dir/a b:1/s"
}

@test "a host's own port comes before -p" {
	asks 127.0.0.1 -p 9 127.0.0.1:%p
}

@test "options behind the host" {
	asks 127.0.0.1 127.0.0.1 -p %p
	asks 127.0.0.1 -T 20 -- 127.0.0.1:%p
}
