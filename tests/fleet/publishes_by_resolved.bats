# ruptimed(8): "On a local network the responder of multicast DNS tells it":
# systemd-resolved, with our own file. It gives one record at a time. Its
# package takes over /etc/resolv.conf, so that bootstrap.sh does not install it,
# but unpacks it where RUPTIME_PEERS says.
load lib_mdns

# start_resolved: a systemd-resolved at the other end, named beta. The link has
# the file that systemd-networkd writes of it.
start_resolved() {
	local path resolved=
	for path in {,"${RUPTIME_PEERS-}"}{/usr,}/lib/systemd; do
		[ -n "$resolved" ] || [ ! -x "$path/systemd-resolved" ] ||
		    resolved=$path/systemd-resolved
	done
	[ -n "$resolved" ] || skip "needs systemd-resolved"
	{ cat /etc/passwd; echo systemd-resolve:x:0:0::/:/bin/false; } \
	    >"$dir/passwd"
	printf '[Resolve]\nMulticastDNS=yes\nDNSStubListener=no\n' \
	    >"$dir/resolved.conf"
	background "${far[@]}" unshare -mu sh -c '
	    mount -t tmpfs none /run && mount --bind "$1/passwd" /etc/passwd &&
	    mkdir -p /run/systemd/resolved.conf.d /run/systemd/dnssd \
		/run/systemd/resolve /run/systemd/netif/links && hostname beta &&
	    link=$(ip -o link show eth0) &&
	    printf "%s\n" ADMIN_STATE=configured \
		OPER_STATE=routable MDNS=yes \
		>"/run/systemd/netif/links/${link%%:*}" &&
	    cp "$1/resolved.conf" /run/systemd/resolved.conf.d/ours.conf &&
	    cp "$2/packaging/systemd/ruptime.dnssd" /run/systemd/dnssd/ &&
	    exec "$3"' sh "$dir" "$BATS_TEST_DIRNAME/../.." "$resolved"
}

# It says nothing of when it is ready.
beta_is_found() {
	"${inside[@]}" timeout 60 "$ruptime" -o table _ruptime._tcp.local |
	    grep -q '^beta '
}

@test "systemd-resolved is found by both families and by either" {
	need_root
	start_link
	far_daemon :: -l 0.0.0.0
	start_resolved
	wait_until beta_is_found
	fleet 0 -o table _ruptime._tcp.local
	are_up beta
	[ -z "$stderr" ]
	fleet 0 -4 -o table _ruptime._tcp.local
	are_up beta
	fleet 0 -6 -o table _ruptime._tcp.local
	are_up beta
}
