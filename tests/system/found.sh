# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2154
# A machine that asks without knowing anybody, and one that the responder of
# multicast DNS tells of. Alpha has the server and the responder, beta the client
# and no hosts file.

# asks [OPTION]...: ruptime on beta, which knows nobody from earlier either.
asks() {
	inside beta env RUPTIME_SEEN= ruptime "$@" >"$dir/table" 2>"$dir/told"
}

# shows_alpha [OPTION]...: its line is there, and no other.
shows_alpha() {
	asks "$@" || :
	cat "$dir/table" "$dir/told"
	[ "$(awk '{ print $1, $2 }' "$dir/table")" = "alpha up" ]
}

is_shown_by_avahi() {
	alpha_and_beta avahi
	inside alpha systemctl is-active avahi-daemon.service ruptimed.service
	wait_until shows_alpha
	shows_alpha -4
	shows_alpha -6
	# What the administrator has removed is not told any more.
	inside alpha rm /etc/avahi/services/ruptime.service
	wait_until is_lonely
}

# is_lonely: beta finds nobody, and says what to do.
is_lonely() {
	local status=0
	asks || status=$?
	cat "$dir/table" "$dir/told"
	[ "$status" -eq 2 ] && grep -q 'no host to ask' "$dir/told"
}

# The link is nobody's there: what networkd would be told by MulticastDNS=yes.
is_shown_by_resolved() {
	alpha_and_beta resolved
	is_lonely
	inside alpha sh -ec '
		mkdir -p /etc/systemd/resolved.conf.d
		printf "[Resolve]\nMulticastDNS=yes\n" \
		    >/etc/systemd/resolved.conf.d/mdns.conf
		systemctl restart systemd-resolved.service
		resolvectl mdns eth0 yes'
	wait_until shows_alpha
	shows_alpha -4
	shows_alpha -6
}

check "found: bare ruptime shows who avahi-daemon tells of" is_shown_by_avahi
check "found: bare ruptime shows who systemd-resolved tells of" \
    is_shown_by_resolved
