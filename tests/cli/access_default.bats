# ruptimed(8): "By default the loopback, private, link-local and unique local
# networks may ask, so that a machine with a public address does not tell the
# world its load [...] So may this machine itself".
load lib_serving

addresses() {
	cat <<-END
	yes 127.0.0.1
	yes 10.255.0.1
	yes 172.16.0.1
	yes 172.31.255.254
	yes 192.168.7.1
	yes 169.254.7.1
	yes ::1
	yes fd00::7
	no 203.0.113.1
	no 9.255.255.255
	no 11.0.0.1
	no 172.15.255.255
	no 172.32.0.1
	no 192.167.255.255
	no 192.169.0.1
	no 2001:db8::1
	END
}

# The daemon in a network of its own, which has all these addresses.
test_setup() {
	local real=$ruptimed
	need_root
	need unshare nsenter ip
	unshare -n true 2>/dev/null || skip "needs network namespaces"
	ruptimed=$(script alone <<-END
	ip link set lo up
	$(addresses | while read -r _ address; do
		echo "ip address add $address dev lo nodad 2>/dev/null"
	done)
	ip address add 10.255.0.2 dev lo
	ip address add fd00::8 dev lo nodad
	ip address add fe80::7/64 dev lo nodad
	exec $real "\$@"
	END
	)
}

# client ADDRESS: the reply to a client of that address, which connects to
# another one.
client() {
	local to=10.255.0.2
	[[ $1 != *:* ]] || to=fd00::8
	[[ $1 != fe80:* ]] || to=fe80::7%lo
	nsenter -t "$daemon" -n nc -N -s "$1" "$to" "$port" </dev/null
}

# alone ARGUMENT...: the daemon, on all addresses of that network.
alone() {
	background unshare -n "$ruptimed" -f -p 0 "$@"
	daemon=$pid
	log=$dir/err.$((${#started[@]} - 1))
	wait_until grep -q 'listening on \[::\]' "$log"
	port=$(sed -n 's/.*0\.0\.0\.0:\([0-9]*\)$/\1/p' "$log")
}

# answers ADDRESS EXPECTED: the client of that address is answered, or not.
answers() {
	run -0 client "$1"
	echo "$1: $output"
	if [ "$2" = yes ]; then
		is_uptime "$output"
	else
		[ "$output" = 'error: access denied' ]
	fi
}

@test "they may, and no other network" {
	local expected address
	need_ipv6
	alone
	while read -r expected address; do
		answers "$address" "$expected"
	done < <(addresses; echo yes fe80::7%lo)
}

# ourselves EXPECTED: a client of each address, which connects to that one.
ourselves() {
	local address
	while read -r _ address; do
		client() {
			nsenter -t "$daemon" -n nc -N "$1" "$port" </dev/null
		}
		answers "$address" "$1"
	done < <(addresses)
}

# As of "ruptime $(hostname)" on a machine with a public address.
@test "this machine may, by each of its addresses" {
	need_ipv6
	alone
	ourselves yes
	alone -A 198.51.100.0/24 -A local
	ourselves yes
}

@test "but not where -A does not name what is local" {
	need_ipv6
	alone -A 198.51.100.0/24
	ourselves no
}

need_ipv6() {
	[ -e /proc/net/if_inet6 ] || skip "needs IPv6"
}
