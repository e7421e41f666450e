# ruptimed(8): "By default the loopback, private, link-local and unique local
# networks may ask".
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
	ip address add fe80::7/64 dev lo nodad
	exec $real "\$@"
	END
	)
}

# client ADDRESS: the reply to a client of that address.
client() {
	nsenter -t "$daemon" -n nc -N "$1" "$port" </dev/null
}

@test "they may, and no other network" {
	local expected address
	need_ipv6
	background unshare -n "$ruptimed" -f -p 0
	daemon=$pid
	log=$dir/err.0
	wait_until grep -q 'listening on \[::\]' "$log"
	port=$(sed -n 's/.*0\.0\.0\.0:\([0-9]*\)$/\1/p' "$log")
	while read -r expected address; do
		run -0 client "$address"
		echo "$address: $output"
		if [ "$expected" = yes ]; then
			is_uptime "$output"
		else
			[ "$output" = 'error: access denied' ]
		fi
	done < <(addresses; echo yes fe80::7%lo)
}

need_ipv6() {
	[ -e /proc/net/if_inet6 ] || skip "needs IPv6"
}
