# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2154
# The packages from installation to purge, on booted systems.

# traces MACHINE: all files, users, groups and states of services; but not the
# user of the daemon, who stays as a system's users do, lest his number becomes
# somebody else's.
traces() {
	inside "$1" sh -c '
		find / -xdev \( -path /tmp -o -path /var/log -o -path /run \
		    -o -path /root -o -path /var/lib/dpkg \
		    -o -path /var/lib/systemd -o -path /var/cache \
		    -o -path "/etc/*-" \) -prune -o -print | sort
		grep -hv "^ruptime:x:" /etc/passwd /etc/group /etc/services
		! test -d /run/systemd/system ||
		    systemctl list-unit-files --no-legend "ruptimed*"
		ls -d /run/rupt* 2>/dev/null || :'
}

# dpkg_on ARGUMENT...: on alpha.
dpkg_on() {
	limit=120 inside alpha env DEBIAN_FRONTEND=noninteractive dpkg "$@" \
	    </dev/null
}

life_of_packages() {
	tree "$1"
	debs
	boot alpha "$1"
	traces alpha >"$dir/before"
	cp "$work"/debs/*.deb "$dir/alpha/root/root"
	inside alpha sh -c 'dpkg -i /root/*.deb </dev/null'
	wait_until served_by localhost alpha
	inside alpha getent services ruptime | grep -q '4000/tcp'
	inside alpha sh -c 'dpkg -i /root/*.deb </dev/null'
	wait_until served_by localhost alpha
	options '-A local'
	dpkg_on --remove ruptime-server
	no_daemon alpha
	inside alpha grep -q 'A local' /etc/default/ruptimed
	inside alpha sh -c 'dpkg -i /root/ruptime-server*.deb </dev/null'
	wait_until served_by localhost alpha
	dpkg_on --purge ruptime-server ruptime-client
	no_daemon alpha
	rm "$dir"/alpha/root/root/*.deb
	traces alpha >"$dir/after"
	diff "$dir/before" "$dir/after"
}

# The line in /etc/services is the administrator's if he wrote it.
services_of_others_stay() {
	tree systemd
	debs
	boot alpha systemd
	inside alpha sh -c \
	    'printf "other\t4000/tcp\n" >>/etc/services'
	traces alpha >"$dir/before"
	cp "$work"/debs/*.deb "$dir/alpha/root/root"
	inside alpha sh -c 'dpkg -i /root/*.deb </dev/null'
	wait_until served_by localhost alpha
	dpkg_on --purge ruptime-server ruptime-client
	traces alpha >"$dir/after"
	diff "$dir/before" "$dir/after"
}

check "packages: install, remove, purge under systemd leave nothing" \
    life_of_packages systemd
check "packages: install, remove, purge under sysvinit leave nothing" \
    life_of_packages sysv
check "packages: another service on the port is left alone" \
    services_of_others_stay
