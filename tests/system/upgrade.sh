# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2154
# From the package of the commit before this one to this one's.

install_previous() {
	install_debs_of "$work/previous" "$1"
}

# alpha with the older packages, beta to ask it.
alpha_with_previous() {
	tree "$1"
	previous_debs
	layer "$1+previous" install_previous
	installed sysv
	boot alpha "$1+previous"
	boot beta sysv+debs
	join alpha beta
}

# upgrade: of alpha, in one go, as apt does it.
upgrade() {
	cp "$work"/debs/*.deb "$dir/alpha/root/root"
	limit=300 inside alpha sh -c \
	    'DEBIAN_FRONTEND=noninteractive dpkg -i /root/*.deb </dev/null'
}

version_on_alpha() {
	# shellcheck disable=SC2016 # dpkg's own
	inside alpha dpkg-query -W -f '${Version}' ruptime-server
}

# Clients come all the time; the upgrade begins when some have been served,
# and they go on coming until it is over.
upgrade_under_load() {
	local pid
	alpha_with_previous systemd
	inside alpha systemctl disable --now ruptimed.service
	inside alpha systemctl enable --now ruptimed.socket
	ask_on_and_on &
	pid=$!
	started+=("$pid")
	wait_until test -s "$dir/rounds"
	upgrade
	touch "$dir/enough"
	wait "$pid"
	[ "$(version_on_alpha)" = "$(new_version)" ]
	cat "$dir/rounds"
	[ "$(wc -l <"$dir/rounds")" -gt 2 ]
	fails grep -v 'clients=500 replied=500 eof_clean=500 .*error=0' \
	    "$dir/rounds"
	served_by alpha
	inside alpha systemctl is-active ruptimed.socket
}

# In rounds, each of which prints a line of counts.
ask_on_and_on() {
	while [ ! -e "$dir/enough" ]; do
		beside beta "$build/tools/swarm" -n 500 -c 20 10.74.0.1 4000 \
		    >>"$dir/rounds" || :
	done
}

new_version() {
	sed -n '1s/.*(\(.*\)).*/\1/p' "$source/packaging/debian/changelog"
}

# The daemon that runs is the new one, and who is not enabled stays so.
upgrade_restarts() {
	local before
	alpha_with_previous systemd
	active
	before=$(main_pid)
	upgrade
	wait_until restarted "$before"
	[ "$(inside alpha readlink "/proc/$(main_pid)/exe")" = \
	    /usr/sbin/ruptimed ]
	served_by alpha
	[ "$(version_on_alpha)" = "$(new_version)" ]
}

upgrade_keeps_disabled() {
	alpha_with_previous systemd
	inside alpha systemctl disable --now ruptimed.service
	upgrade
	fails inside alpha systemctl is-enabled ruptimed.service
	no_daemon alpha
}

check "upgrade: under load no client of the socket is unanswered" \
    upgrade_under_load
check "upgrade: the service is restarted" upgrade_restarts
check "upgrade: what was disabled stays so" upgrade_keeps_disabled
