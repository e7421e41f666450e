# ruptime(1): "A host is a name or address, name:port, [v6]:port or the /path
# of a socket".
load lib_fleet

@test "a name, addresses with and without a port, and a path" {
	start_daemon_on -l 127.0.0.1 -l "$dir/socket" -l "$dir/a b"
	port=$(sed -n 's/.*listening on 127\.0\.0\.1:\([0-9]*\)$/\1/p' "$log")
	fleet 1 -R 0 -p "$port" localhost 127.0.0.1 "127.0.0.1:$port" \
	    "localhost:$port" 127.0.0.1:9 "$dir/socket" "$dir/none"
	asked localhost 127.0.0.1 127.0.0.1:9 "$dir/socket" "$dir/none"
	[ "$(count up)" -eq 3 ]
	is "$dir/socket" up
	is 127.0.0.1:9 refused
	is "$dir/none" refused
}

@test "IPv6, with and without brackets" {
	need_ipv6
	start_daemon_on -l ::1
	port=$(sed -n 's/.*listening on \[::1\]:\([0-9]*\)$/\1/p' "$log")
	fleet 1 -R 0 -p "$port" ::1 '[::1]' "[::1]:$port" '[::1]:9' \
	    "[::1]:[$port]"
	asked ::1 '[::1]:9'
	is ::1 up
	is '[::1]:9' refused
	fleet 1 -R 0 "[::1]:$port" '[::1]:9' ::1
	asked "[::1]:$port" '[::1]:9' ::1
	is "[::1]:$port" up
}

@test "a zone" {
	need ip
	make_reply
	start_room
	need_ipv6
	"${inside[@]}" ip addr add fe80::10/64 dev lo nodad
	run -1 --separate-stderr "${inside[@]}" "$tools/peer" -p 4000 \
	    fe80::10%lo listen accept send "$dir/reply" -- "$ruptime" -R 0 \
	    fe80::10%lo '[fe80::10%lo]:4000' '[fe80::10%lo]:9' \
	    fe80::10%nosuchif
	asked fe80::10%lo '[fe80::10%lo]:9' fe80::10%nosuchif
	is fe80::10%lo up
	is '[fe80::10%lo]:9' refused
	is fe80::10%nosuchif "unknown host"
}

@test "ranges of ports" {
	start_daemon
	fleet 1 -R 0 "127.0.0.1:[$port,9-10]"
	asked "127.0.0.1:$port" 127.0.0.1:9 127.0.0.1:10
	is "127.0.0.1:$port" up
	[ "$(count refused)" -eq 2 ]
}

@test "-4 and -6 choose among a name's addresses" {
	need ip
	make_reply
	printf 'fd00::1 two\n127.0.0.1 two\nfd00::1 six\n127.0.0.1 four\n' \
	    >"$dir/hosts"
	start_room
	need_ipv6
	"${inside[@]}" ip addr add fd00::1/128 dev lo
	run -1 --separate-stderr "${inside[@]}" "$tools/peer" -p 4000 \
	    127.0.0.1 listen accept send "$dir/reply" accept \
	    send "$dir/reply" -- "$ruptime" -4 -R 0 two four six
	is two up
	is four up
	is six "unknown host"
	run -1 --separate-stderr "${inside[@]}" "$tools/peer" -p 4000 fd00::1 \
	    listen accept send "$dir/reply" accept send "$dir/reply" -- \
	    "$ruptime" -6 -R 0 two four six
	is two up
	is six up
	is four "unknown host"
}
