# ruptime(1): "Its instances on the local network are asked, at the addresses
# that come with them": by multicast DNS, however the answers are put.
load lib_mdns

@test "one packet, or one for each record, the last first" {
	start_link
	far_daemon 192.0.2.2
	local vice
	for vice in good parts first_lost long_packet; do
		serve_records "$vice"
		fleet 0 -o table _ruptime._tcp.local
		are_up alpha
		[ -z "$stderr" ]
	done
}

@test "what answers lack is asked for" {
	start_link
	far_daemon 192.0.2.2
	serve_records one_by_one
	fleet 0 -o table _ruptime._tcp.local
	are_up alpha
	grep -q ' 33 alpha._ruptime._tcp.local$' "$records"
	grep -q ' 1 alpha.local$' "$records"
}

# is_connected: whoever was found is being asked.
is_connected() {
	[ -n "$(in_room ss -Htn state established)" ]
}

@test "nothing is left of the search while hosts are asked" {
	start_link
	serve_records good
	background "${far[@]}" timeout 60 nc -l 192.0.2.2 4000
	background "${inside[@]}" "$ruptime" -T 60 _ruptime._tcp.local
	wait_until is_connected
	[ -z "$(in_room ss -Huan)" ]
}

@test "each link is asked twice by each family" {
	start_link
	far_daemon 192.0.2.2
	serve_records good
	fleet 0 -o table _ruptime._tcp.local
	[ "$(grep -c ' 12 _ruptime._tcp.local$' "$records")" -eq 4 ]
	# Neither is there more to ask for.
	[ "$(grep -c . "$records")" -eq 5 ]
}

@test "a machine at two links has one line" {
	start_link
	far_daemon :: -l 0.0.0.0
	in_room ip link add eth1 type veth peer name eth1 netns "$far_pid"
	in_room ip link set eth1 up
	in_room ip address add 198.51.100.1/24 dev eth1
	"${far[@]}" ip link set eth1 up
	"${far[@]}" ip address add 198.51.100.2/24 dev eth1
	start_avahi
	fleet 0 -v -o table _ruptime._tcp.local
	are_up alpha
	[ "$(grep -c 'instance alpha\._ruptime\._tcp\.local' <<<"$stderr")" -eq 2 ]
	fleet 0 -o table _ruptime._tcp.local%eth1
	are_up alpha
}

@test "it is only asked by the interface that is named" {
	start_link
	serve_records good
	fleet 2 _ruptime._tcp.local%lo
	[ "$stderr" = "ruptime: _ruptime._tcp.local%lo: interface lo is loopback" ]
	fleet 2 _ruptime._tcp.local%eth7
	[ "$stderr" = "ruptime: _ruptime._tcp.local%eth7: there is no interface\
 eth7" ]
	in_room ip link set eth0 down
	fleet 2 _ruptime._tcp.local%eth0
	[ "$stderr" = "ruptime: _ruptime._tcp.local%eth0: interface eth0 is down" ]
	fleet 2 _ruptime._tcp.local
	[ "$stderr" = "ruptime: _ruptime._tcp.local: no interface that is up and\
 multicasts has an address to ask from" ]
}

@test "a host that names a port is shown with it" {
	start_link
	far_daemon 192.0.2.2
	serve_records good
	fleet 0 -o table -p 4001 _ruptime._tcp.local
	are_up alpha:4000
	fleet 2 _ruptime._tcp.local -x alpha
	[[ $stderr = *"no host is left to ask"* ]]
}

# ruptime(1): "They are left out by that one, too, and by an address that comes
# with them, or a network that has it."
@test "-x leaves out by the address, its network and the whole name" {
	local by
	start_link
	far_daemon 192.0.2.2
	serve_records good
	export RUPTIME_SEEN=$dir/seen
	fleet 0 -o table _ruptime._tcp.local -x 192.0.2.3
	are_up alpha
	[ "$stderr" = "ruptime: -x 192.0.2.3: nobody is left out by this" ]
	for by in alpha.local 192.0.2.0/24 192.0.2.2:4000; do
		fleet 2 _ruptime._tcp.local -x "$by"
		[ "$stderr" = "ruptime: no host is left to ask: -x leaves out\
 all 1" ]
	done
	[ -s "$dir/seen" ]
	# Whom the user names is not left out by what others say of the name.
	fleet 1 -R 0 alpha _ruptime._tcp.local -x 192.0.2.2
	[[ $output = "alpha "*" down "* ]]
	# Nobody says so any more: it is known from before.
	kill "$peer"
	wait "$peer" || true
	unset RUPTIME_HOSTS
	HOME=$dir fleet 2 -x 192.0.2.2
	[[ $stderr = *"no host is left to ask: -x leaves out all 1" ]]
}

@test "without a route for multicast, and without IPv6" {
	start_link
	far_daemon 192.0.2.2
	serve_records good
	in_room ip -6 route flush table local type multicast
	in_room ip -6 route flush dev eth0 table local
	fleet 0 -o table _ruptime._tcp.local
	are_up alpha
	fleet 2 -6 _ruptime._tcp.local
	[[ $stderr = *"it cannot be asked for: Network is unreachable" ]]
	in_room sh -c 'echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6' ||
	    skip "needs a /proc/sys that can be written"
	fleet 0 -o table _ruptime._tcp.local
	are_up alpha
	[ -z "$stderr" ]
	fleet 0 -o table _ruptime._tcp.local%eth0
	are_up alpha
	inside+=("$tools/without_ipv6")
	fleet 0 -o table _ruptime._tcp.local
	are_up alpha
	[ -z "$stderr" ]
}
