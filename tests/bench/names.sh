# SPDX-License-Identifier: ISC
# shellcheck shell=bash
#
# The names of 10,000 hosts that fleet.sh has the addresses of, in the hosts
# file or by a name server of our own. Sourced by run.sh; who looks them up does
# so in a mount namespace in which our files take the place of the system's.

# Of which names can be had: hosts, dns.
NAMES_FROM=()
DNSMASQ=

# usage: names_room hosts|dns command...
names_room()
{
	# shellcheck disable=SC2016 # the inner shell's
	unshare -m sh -c 'dir=$0 from=$1
		shift
		mount --bind "$dir/nsswitch.$from" /etc/nsswitch.conf &&
		case $from in
		hosts) mount --bind "$dir/etc.hosts" /etc/hosts ;;
		dns) mount --bind "$dir/resolv" /etc/resolv.conf ;;
		esac && exec "$@"' "$TMP" "$@"
}

# Whether a name is found there. (What is not there can't be covered.)
names_work()
{
	names_room "$1" getent ahosts node1 >"$TMP/getent" 2>&1 &&
	    grep -q '^127\.2\.0\.1 ' "$TMP/getent"
}

start_dnsmasq()
{
	local tries

	command -v dnsmasq >/dev/null || return 1
	dnsmasq -d -C /dev/null --pid-file= --no-resolv --no-hosts \
	    -H "$TMP/dns.hosts" --local=// --listen-address=127.0.0.1 \
	    --bind-interfaces --log-facility=/dev/null 2>"$TMP/dnsmasq.log" &
	DNSMASQ=$!
	for ((tries = 0; tries < 100; tries++)); do
		names_work dns && return
		kill -0 "$DNSMASQ" 2>/dev/null || return 1
		sleep 0.1
	done
	return 1
}

start_names()
{
	fleet_hosts 10000 0 | awk '{ print $0, "node" NR }' >"$TMP/dns.hosts"
	{ echo '127.0.0.1 localhost'; cat "$TMP/dns.hosts"; } >"$TMP/etc.hosts"
	awk '{ print $2 }' "$TMP/dns.hosts" >"$TMP/names"
	echo 'hosts: files dns' >"$TMP/nsswitch.hosts"
	echo 'hosts: dns' >"$TMP/nsswitch.dns"
	echo 'nameserver 127.0.0.1' >"$TMP/resolv"
	if names_work hosts; then
		NAMES_FROM+=(hosts)
	else
		skip "names in the hosts file" "needs root and mount namespaces"
	fi
	if start_dnsmasq; then
		NAMES_FROM+=(dns)
	else
		skip "names by DNS" "needs root, namespaces and dnsmasq"
	fi
}

stop_names()
{
	[ -z "$DNSMASQ" ] || kill "$DNSMASQ" 2>/dev/null
	DNSMASQ=
}
