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
	is fe80::10%nosuchif unreachable
}

@test "a zone that is not there, and none where one is needed" {
	run -1 --separate-stderr timeout 60 "$ruptime" fe80::1%nosuchif
	[ "$stderr" = "ruptime: fe80::1%nosuchif: unreachable: this machine has no interface nosuchif" ]
	for host in fe80::1%4242 '[fe80::1%4242]:4001'; do
		run -1 --separate-stderr timeout 60 "$ruptime" "$host"
		[ "$stderr" = "ruptime: $host: unreachable: this machine has no interface 4242" ]
	done
	for host in ::1%lo '[2001:db8::1%lo]:4001' ::1%nosuchif; do
		run -1 --separate-stderr timeout 60 "$ruptime" "$host"
		[[ $stderr = "ruptime: $host: unreachable: "*" interface"* ]]
	done
	need ip
	start_room
	need_ipv6
	"${inside[@]}" ip addr add fe80::10/64 dev lo nodad
	for host in fe80::1 '[fe80::1]'; do
		run -1 --separate-stderr "${inside[@]}" "$ruptime" -R 0 "$host"
		[[ $stderr = "ruptime: $host: unreachable: ["*"]:4000: a link-local address needs its interface, as in fe80::1%eth0" ]]
	done
	printf 'fe80::10 linked\n127.0.0.1 localhost\n' >"$dir/hosts"
	run -1 --separate-stderr "${inside[@]}" "$ruptime" -R 0 linked
	[[ $stderr = *"]:4000: a link-local address needs its interface"* ]]
}

# The interface comes while it is waited for.
@test "a zone that comes to be there" {
	need ip
	start_room
	need_ipv6
	background "${inside[@]}" timeout 60 "$ruptime" -w -o table \
	    fe80::10%later
	local client=$pid out=$dir/out.$((${#started[@]} - 1))
	"${inside[@]}" ip link set lo down
	"${inside[@]}" ip link set lo name later
	"${inside[@]}" ip link set later up
	"${inside[@]}" ip addr add fe80::10/64 dev later nodad
	background "${inside[@]}" "${as_nobody[@]}" "$ruptimed" -f \
	    -l fe80::10%later -p 4000 -A any
	wait "$client"
	output=$(cat "$out")
	is fe80::10%later up
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
