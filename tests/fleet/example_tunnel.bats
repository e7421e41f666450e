# ruptimed(8), EXAMPLES: "Serve the hosts of a tunnel only, here of WireGuard,
# where this one is 10.74.0.1".
load lib_example
load lib_tunnel

network=10.74.0.0/24

test_teardown() {
	end_tunnel
}

@test "as it stands there" {
	tunnel
	up beta
	example 'Serve the hosts of a tunnel only' ruptimed.8
	alpha bash -ec "$commands"
	asks 0 10.74.0.1
	is_uptime "$output"
	asks_in_vain refused 192.168.7.1
}

@test "both start and stop together, as it stands there" {
	tunnel
	up beta
	example 'The address has to be there' ruptimed.8
	sed '/Interface/d' <<<"$shown" >"$dir/lines"
	[ "$(wc -l <"$dir/lines")" -eq 2 ]
	sed -i "/Interface/r $dir/lines" "$dir/alpha/wg0.conf"
	up alpha
	asks 0 10.74.0.1
	daemon=$(alpha cat /run/ruptimed/ruptimed.pid)
	down alpha
	wait_until gone "$daemon"
	up alpha
	[ "$(alpha cat /run/ruptimed/ruptimed.pid)" -ne "$daemon" ]
}

@test "without -A, the kernel lets others in by their own interface" {
	tunnel
	up alpha
	beta ip route add 10.74.0.1 via 192.168.7.1
	serve -l 10.74.0.1 -p 4000
	asks 0 10.74.0.1
	serve -l 10.74.0.1 -A "$network" -p 4001
	asks 1 10.74.0.1:4001
	[[ $stderr = *": denied: "* ]]
}

@test "without -l, forged addresses are served while the tunnel is down" {
	tunnel
	alpha ip route add default via 192.168.7.2
	beta ip address add 10.74.0.2/32 dev lo
	beta ip route add 192.168.7.1 dev eth0 src 10.74.0.2
	beta ip route add 10.74.0.1 via 192.168.7.1 src 10.74.0.2
	serve -A "$network"
	asks 0 192.168.7.1
	up alpha
	asks_in_vain 'timed out' 192.168.7.1
	serve -l 10.74.0.1 -A "$network" -p 4001
	asks_in_vain 'timed out' 10.74.0.1:4001
	alpha ip address del 10.74.0.1/24 dev wg0
	asks_in_vain 'timed out' 10.74.0.1:4001
}

@test "the address has to be there, or it says so" {
	tunnel
	run -1 alpha ruptimed -l 10.74.0.1 -A "$network"
	[[ $output = *"10.74.0.1:4000: Cannot assign requested address" ]]
}

@test "or the kernel is told otherwise, as it stands there" {
	tunnel
	example 'Where something else makes the address' ruptimed.8
	alpha bash -ec "$commands"
	serve -l 10.74.0.1 -l fd74::1 -A "$network" -A fd74::/64
	up beta
	asks_in_vain 'timed out' 10.74.0.1
	up alpha
	asks 0 10.74.0.1
	asks 0 fd74::1
}

@test "when the address goes and is back, the same daemon serves" {
	tunnel
	up alpha
	up beta
	serve -l 10.74.0.1 -A "$network"
	asks 0 10.74.0.1
	alpha ip address del 10.74.0.1/24 dev wg0
	asks_in_vain 'timed out' 10.74.0.1
	alpha ip address add 10.74.0.1/24 dev wg0
	asks 0 10.74.0.1
	run ! gone "$daemon"
}

# SECURITY.md: "While the tunnel is down here, the question goes where the routes
# lead".
@test "a client whose tunnel is down asks elsewhere, unless its routes end" {
	tunnel
	alpha ip address add 10.74.0.1/32 dev lo
	beta ip route add default via 192.168.7.1
	serve
	asks 0 10.74.0.1
	beta ip route add unreachable "$network" metric 4096
	asks_in_vain unreachable 10.74.0.1
	up beta
	asks_in_vain 'timed out' 10.74.0.1
}
