# ruptimed(8): "make install-dnssd in the source of ruptimed installs a file for
# each of the two".
load lib_init

# install_dnssd: below $dir/root.
install_dnssd() {
	need make
	install_for install-dnssd
	avahi=$dir/root$dir/conf/avahi/services/ruptime.service
	dnssd=$dir/root/usr/local/lib/systemd/dnssd/ruptime.dnssd
}

@test "both name the service and the port that ruptimed has" {
	install_dnssd
	local port service
	port=$(sed -n "s/.*PROTO_PORT //p" "$root/common/proto.h")
	service=_$(sed -n 's/.*PROTO_SERVICE "\(.*\)"/\1/p' \
	    "$root/common/proto.h")._tcp
	[ "$port" = 4000 ]
	[ "$service" = _ruptime._tcp ]
	grep -qx " *<type>$service</type>" "$avahi"
	grep -qx " *<port>$port</port>" "$avahi"
	grep -qx "Type=$service" "$dnssd"
	grep -qx "Port=$port" "$dnssd"
}

@test "everybody may read them" {
	install_dnssd
	[ "$(stat -c %a "$avahi")" = 644 ]
	[ "$(stat -c %a "$dnssd")" = 644 ]
}

@test "a port that the administrator has written stays" {
	install_dnssd
	sed -i 's/4000/4001/' "$avahi"
	install_for install-dnssd
	grep -q 4001 "$avahi"
	install_for uninstall
	grep -q 4001 "$avahi"
	[ ! -e "$dnssd" ]
}
