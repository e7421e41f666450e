# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# What the tests of multicast DNS share, on top of lib_cable.bash: a cable with
# a responder at its other end.

load lib_cable

# start_link: a cable with addresses of both families at both ends, those of
# IPv6 that links have by themselves.
start_link() {
	start_cable 192.0.2.1/24
	far_address 192.0.2.2/24
	need_ipv6
	wait_until has_link_local in_room
	wait_until has_link_local "${far[@]}"
}

# has_link_local COMMAND...: where the command runs eth0 has its fe80::, and may
# use it.
has_link_local() {
	local addresses
	addresses=$("$@" ip -6 -o address show dev eth0 scope link)
	[[ $addresses = *fe80* && $addresses != *tentative* ]]
}

# serve_records VICE [NAME=VALUE...]: see tests/tools/peer_records.pl; sets
# records, what it prints. In place of the last one.
serve_records() {
	need perl
	[ -z "${peer-}" ] || { kill "$peer"; wait "$peer" || true; }
	records=$dir/out.${#started[@]}
	background "${far[@]}" perl \
	    "$BATS_TEST_DIRNAME/../tools/peer_records.pl" mdns "$@"
	peer=$pid
	wait_until grep -q ready "$records"
}

# start_avahi: an avahi-daemon there, named alpha, with our own file.
# shellcheck disable=SC2016 # for the shell there
start_avahi() {
	need avahi-daemon
	need_root # it gives its directory away
	mkdir "$dir/avahi" "$dir/avahi/services"
	cp "$BATS_TEST_DIRNAME/../../packaging/avahi/ruptime.service" \
	    "$dir/avahi/services"
	printf '%s\n' '[server]' host-name=alpha enable-dbus=no \
	    '[wide-area]' enable-wide-area=no >"$dir/avahi/conf"
	avahi_log=$dir/err.${#started[@]}
	background "${far[@]}" unshare -m sh -c '
	    mount -t tmpfs none /run && mkdir /run/avahi-daemon &&
	    mount --bind "$1/services" /etc/avahi/services &&
	    exec avahi-daemon --no-drop-root --no-chroot --no-rlimits \
		-f "$1/conf"' sh "$dir/avahi"
	wait_until grep -q 'Service "alpha".*successfully established' "$avahi_log"
}

# nobody ARGUMENT...: is found, which is told in one line.
nobody() {
	fleet 2 "$@"
	[ -z "$output" ]
	[ "$stderr" = "ruptime: ${*: -1}: nobody on the local network answers" ] || {
		printf '%s\n' "$output" "$stderr" >&2
		return 1
	}
}
