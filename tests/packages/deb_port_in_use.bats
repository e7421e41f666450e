# A daemon that cannot start, here since something else has its port, is told
# of, and is no reason for the package not to be installed, or removed.
load lib

@test "the package is installed though the port is in use" {
	make_tree
	inside '
		dpkg --unpack /root/ruptime-server.deb
		/usr/sbin/ruptimed -f -l 127.0.0.1:4000 2>/root/other &
		until grep listening /root/other; do sleep 0.1; done
		dpkg --configure -a 2>/root/err
		grep "127.0.0.1:4000\|0.0.0.0:4000" /root/err
		grep "Address already in use" /root/err
		[ -z "$(dpkg --audit)" ]
		kill $!
		wait $!
		dpkg -P ruptime-server'
}
