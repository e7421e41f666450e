# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034
#
# A /24 at the other end of a cable, with ten machines up, that fleet.sh has
# searched by ruptime and fping. Sourced by run.sh. What has not answered is
# known to the kernel for a while; each measurement begins without that.

SEARCH_NETWORK=10.77.0.0/24
SEARCH_PORT=4000
# Addresses that are tried, and of these the percentage that is dead.
SEARCH_HOSTS=254 SEARCH_DEAD=96
SEARCH_UP=(10.77.0.{2,30,58,86,114,142,170,198,226,254})
SEARCH_PIDS=()

# Whether there is such a network; sets CAN_SEARCH.
start_search()
{
	local far address tries

	CAN_SEARCH=false
	[ "$BENCH_NAMESPACE" = tried ] && command -v nsenter >/dev/null || return
	unshare -n sleep 100000 &
	far=$!
	SEARCH_PIDS+=("$far")
	for ((tries = 0; tries < 100; tries++)); do
		[ "$(readlink "/proc/$far/ns/net")" = \
		    "$(readlink /proc/self/ns/net)" ] || break
		sleep 0.02
	done
	ip link add far0 type veth peer name far0 netns "$far" 2>/dev/null ||
	    return
	ip address add 10.77.0.1/24 dev far0
	ip link set far0 up
	nsenter -t "$far" -n ip link set far0 up
	for address in "${SEARCH_UP[@]}"; do
		nsenter -t "$far" -n ip address add "$address/24" dev far0
	done
	nsenter -t "$far" -n "$BUILD/ruptimed" -f -l 0.0.0.0 \
	    -p "$SEARCH_PORT" -A 10.77.0.0/24 2>"$TMP/search.log" &
	SEARCH_PIDS+=("$!")
	for ((tries = 0; tries < 100; tries++)); do
		"$BUILD/ruptime" -T 1 "${SEARCH_UP[0]}:$SEARCH_PORT" \
		    >/dev/null 2>&1 && CAN_SEARCH=true && return
		sleep 0.05
	done
}

# Sets ARGV.
# usage: search_argv search|fping-search
search_argv()
{
	case $1 in
	search) ARGV=("$BUILD/ruptime" -p "$SEARCH_PORT" -T "$PATIENCE"
		"$SEARCH_NETWORK") ;;
	fping-search) ARGV=(fping -a -r 0 -i 1 -t $((PATIENCE * 1000))
		-g "$SEARCH_NETWORK") ;;
	esac
	ip neighbour flush dev far0
}

stop_search()
{
	[ ${#SEARCH_PIDS[@]} -eq 0 ] || kill "${SEARCH_PIDS[@]}" 2>/dev/null
	SEARCH_PIDS=()
	ip link delete far0 2>/dev/null
}
