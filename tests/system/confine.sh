# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2154
# systemd as PID 1, and what the confinement of the service lets through.

is_verified() {
	installed systemd
	boot alpha systemd+debs
	inside alpha sh -c 'cd /lib/systemd/system &&
	    systemd-analyze verify --man=no ruptimed*' >"$dir/verify" 2>&1
	cat "$dir/verify"
	[ ! -s "$dir/verify" ]
}

is_confined() {
	local unit exposure
	installed systemd
	boot alpha systemd+debs
	for unit in $(inside alpha sh -c 'cd /lib/systemd/system &&
	    ls -d ruptimed*.service'); do
		inside alpha systemd-analyze security --no-pager \
		    "${unit/@/@1}" >"$dir/exposure"
		exposure=$(sed -n 's/.*exposure level for .*: \([0-9.]*\).*/\1/p' \
		    "$dir/exposure")
		echo "$unit: $exposure"
		awk -v is="$exposure" 'BEGIN { exit !(is != "" && is <= 1.5) }'
	done
}

# A record of a login in the machine's utmp; see utmp(5).
log_in() {
	# shellcheck disable=SC2016 # Perl's own
	inside alpha perl -e 'open(my $f, ">>", "/run/utmp") or die;
	    print $f pack("s x2 l a32 a4 a32 a256 s2 l3 l4 x20", 7, $$,
	    "pts/9", "9", "root", "", 0, 0, 0, time, 0, 0, 0, 0, 0)'
}

counts_users() {
	start_service
	inside alpha uptime | grep -q ' 0 user'
	served_by alpha
	grep -q ' 0 user' "$dir/reply"
	log_in
	inside alpha uptime | grep -q ' 1 user'
	wait_until sees_users 1
}

sees_users() {
	served_by alpha && grep -q " $1 user" "$dir/reply"
}

# What uptime(1) says inside is what it says under the confinement.
sees_the_machine() {
	start_service
	wait_until same_as_outside
}

same_as_outside() {
	served_by alpha
	inside alpha uptime | sed 's/.* up //' >"$dir/outside"
	sed 's/.* up //' "$dir/reply" | cmp - "$dir/outside"
}

# What the command can do under the confinement is what the daemon could.
is_locked_in() {
	start_service
	inside alpha sh -c 'cat >/usr/local/bin/probe; chmod 755 /usr/local/bin/probe' <<-'END'
		#!/bin/sh
		touch /etc/x /usr/x /var/x /run/x 2>/dev/null && echo writes
		ls /root /home/* 2>/dev/null && echo sees homes
		ls -d /proc/1 2>/dev/null && echo sees processes
		ls /dev/console 2>/dev/null && echo has devices
		[ "$(id -u)" -ne 0 ] || echo is root
		grep -q '^CapBnd:[[:space:]]*0*$' /proc/self/status ||
		    echo could have capabilities
		grep -q '^NoNewPrivs:[[:space:]]*1$' /proc/self/status ||
		    echo may gain privileges
		unshare -U true 2>/dev/null && echo makes namespaces
		echo probed
	END
	inside alpha mkdir -p /home/somebody
	inside alpha touch /home/somebody/file
	inside alpha /usr/local/bin/probe >"$dir/unconfined"
	grep 'is root' "$dir/unconfined"
	grep 'sees homes' "$dir/unconfined"
	grep 'sees processes' "$dir/unconfined"
	grep 'writes' "$dir/unconfined"
	options '-c /usr/local/bin/probe'
	inside alpha systemctl restart ruptimed.service
	inside beta ruptime alpha >"$dir/probed"
	cat "$dir/probed"
	[ "$(cat "$dir/probed")" = probed ]
	is_dynamic "$(inside alpha stat -c %u "/proc/$(main_pid)")"
}

# The manual's lines have the kernel drop what strangers send.
drops_packets() {
	start_service
	manual 'To have the kernel drop their packets instead' |
	    sed '1,/^cat/d' >"$dir/lines"
	inside alpha mkdir -p /etc/systemd/system/ruptimed.service.d
	inside alpha sh -c \
	    'cat >/etc/systemd/system/ruptimed.service.d/network.conf' \
	    <"$dir/lines"
	inside alpha systemctl daemon-reload
	inside alpha systemctl restart ruptimed.service
	inside alpha journalctl -b -q -o cat >"$dir/journal"
	! grep 'does not support BPF' "$dir/journal" ||
	    skip "needs a kernel with CONFIG_CGROUP_BPF"
	served_by alpha
	beside beta ip addr add 198.51.100.2/24 dev eth0
	beside alpha ip addr add 198.51.100.1/24 dev eth0
	inside beta ruptime -R 0 -T 2 198.51.100.1 2>"$dir/timeout" || :
	cat "$dir/timeout"
	grep 'timed out' "$dir/timeout"
}

# From the range that systemd takes for users who come and go.
is_dynamic() {
	[ "$1" -ge 61184 ] && [ "$1" -le 65519 ]
}

check "confined: systemd-analyze verify is silent" is_verified
check "confined: systemd-analyze security is 1.5 at most" is_confined
check "confined: users are counted under the confinement" counts_users
check "confined: uptime says the same in and out of it" sees_the_machine
check "confined: the command is locked in" is_locked_in
check "confined: the kernel drops strangers' packets, as the manual says" \
    drops_packets
