# SPDX-License-Identifier: ISC
# shellcheck shell=sh
# What the commands of a test in a tree may use.  There is no service manager:
# the packages start the daemon by its init script.
ip link set lo up

# fails COMMAND...: a "!" would not end the shell.
fails() {
	if "$@"; then
		echo "did not fail: $*" >&2
		return 1
	fi
}

install_packages() {
	dpkg -i /root/ruptime-client.deb /root/ruptime-server.deb
}

answers() {
	ruptime -w -T 20 localhost | grep 'load average'
}

daemon_runs() {
	pgrep -x ruptimed >/dev/null
}

# What is on the disk (/run is not), but for dpkg's own records and logs.
list_files() {
	find / -xdev \( -path /proc -o -path /sys -o -path /root \
	    -o -path /run -o -path /tmp -o -path /var/lib/dpkg -o -path /var/log \
	    -o -path /var/cache \) -prune -o \
	    ! -path '/etc/passwd*' ! -path '/etc/group*' \
	    ! -path '/etc/shadow*' ! -path '/etc/gshadow*' \
	    \( -type d -printf '%p %y %m %u %g\n' \
	    -o -printf '%p %y %m %u %g %s %l\n' \) | LC_ALL=C sort
}
