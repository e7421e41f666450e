# SPDX-License-Identifier: ISC
# shellcheck shell=bash
#
# One who asks many: ruptime, the load generator and their peers ask the same
# addresses of one ruptimed, in turn, round after round, and ruptime their names
# (names.sh). Sourced by run.sh, whose functions it calls. Dead hosts are
# addresses whose packets are dropped.

FLEET_ROUNDS=${FLEET_ROUNDS:-9}
# A process for each host is slow; the peers take part in every fourth round,
# and in one with 10,000 hosts.
PEER_EVERY=4
# How long all wait for a dead host.
PATIENCE=2
# Of the live view.
WATCH_ROUNDS=6

fleet_missing()
{
	case $1 in
	ruptime | remembers | loadgen) ;;
	xargs) command -v nc >/dev/null || echo "nc is not installed" ;;
	fping) command -v fping >/dev/null || echo "not installed" ;;
	*) command -v "$1" >/dev/null && command -v nc >/dev/null ||
		echo "it or nc is not installed" ;;
	esac
}

# The hosts file: so many addresses, every so manieth of them dead.
# usage: fleet_hosts number dead-of-100
fleet_hosts()
{
	awk -v n="$1" -v dead="$2" 'BEGIN {
		for (i = 0; i < n; i++)
			printf "127.%d.%d.%d\n", i % 100 < dead ? 9 : \
			    2 + int(i / 62500), i / 250 % 250, i % 250 + 1
	}'
}

# Sets ARGV to what asks the hosts in the file.
# usage: fleet_argv who file number
fleet_argv()
{
	local port=${PORTS[ruptimed]} file=$2 number=$3

	case $1 in
	remembers) ARGV=(env "RUPTIME_SEEN=$TMP/seen" "$BUILD/ruptime"
		-p "$port" -T "$PATIENCE" -f "$file") ;;
	ruptime | names-*) ARGV=("$BUILD/ruptime" -p "$port" -T "$PATIENCE"
		-f "$file") ;;
	loadgen) ARGV=("$LOADGEN" -p "$port" -C 1024 -n "$number"
		-a 127.2.0.0 -k "$number") ;;
	pdsh) ARGV=(pdsh -f 64 -R exec -w "^$file"
		nc -d -w "$PATIENCE" %h "$port") ;;
	clush) ARGV=(clush -f 64 --worker exec --hostfile "$file"
		nc -d -w "$PATIENCE" %h "$port") ;;
	xargs) ARGV=(xargs -a "$file" -P 64 -I '{}'
		nc -d -w "$PATIENCE" '{}' "$port") ;;
	*search) search_argv "$1" ;;
	fping) ARGV=(fping -r 0 -i 1 -t $((PATIENCE * 1000)) -f "$file") ;;
	esac
}

# usage: fleet_measure round who number dead; appends a line to fleet.tsv.
fleet_measure()
{
	local file=$TMP/hosts.$3.$4 figures up room=()

	[ -s "$file" ] || fleet_hosts "$3" "$4" >"$file"
	case $2 in
	names-*)
		file=$TMP/names
		room=(names_room "${2#names-}")
		;;
	esac
	fleet_argv "$2" "$file" "$3"
	"${room[@]}" "$BUILD/bench/timed" "${ARGV[@]}" 3>"$TMP/figures" \
	    >"$TMP/fleet.out" 2>"$TMP/fleet.err"
	read -r figures <"$TMP/figures" || die "$2 did not run"
	case $2 in
	loadgen) up=$(sed 's/.* ok=\([0-9]*\).*/\1/' "$TMP/fleet.out") ;;
	fping) up=$(grep -c 'is alive' "$TMP/fleet.out") ;;
	fping-search) up=$(grep -c . "$TMP/fleet.out") ;;
	*) up=$(grep -c ' up .*load' "$TMP/fleet.out") ;;
	esac
	printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" \
	    "${figures// /$'\t'}" "$up" >>"$OUT/fleet.tsv"
}

# How many connections this network namespace has begun.
connections_begun()
{
	awk '/^Tcp:/ && !n { for (i = 1; i <= NF; i++) if ($i == "ActiveOpens")
	    n = i; next } /^Tcp:/ { print $n }' /proc/net/snmp
}

# The live view of 10,000 hosts for some rounds, a second each; appended to
# watch.tsv. On a slow machine a round asks only those that have answered by
# then: what it costs is of the hosts that were asked.
# usage: fleet_watch round
fleet_watch()
{
	local figures before

	before=$(connections_begun)
	"$BUILD/bench/onlooker" "$BUILD/ruptime" -p "${PORTS[ruptimed]}" \
	    -i 1 -c "$WATCH_ROUNDS" -f "$TMP/hosts.10000.0" 3>"$TMP/figures" \
	    >/dev/null 2>&1
	read -r figures <"$TMP/figures" || die "ruptime -i did not run"
	printf '%s\t%s\t%s\n' "$1" "$(($(connections_begun) - before))" \
	    "${figures// /$'\t'}" >>"$OUT/watch.tsv"
}

# The median response time of the hosts that are up; appended to responses.tsv.
# usage: fleet_respond round dead
fleet_respond()
{
	"$BUILD/ruptime" -p "${PORTS[ruptimed]}" -T "$PATIENCE" -o json \
	    -f "$TMP/hosts.10000.$2" 2>/dev/null |
	    sed -n '/"up"/s/.*"rtt_ms": *\([0-9.]*\).*/\1/p' | sort -n |
	    awk -v round="$1" -v dead="$2" '{ ms[NR] = $1 } END {
		printf "%s\t%s\t%s\n", round, dead, ms[int((NR + 1) / 2)]
	    }' >>"$OUT/responses.tsv"
}

# usage: fleet_round round who...
fleet_round()
{
	local round=$1 who n

	shift
	for n in 1000 10000; do
		for who in loadgen ruptime; do
			fleet_measure "$round" "$who" "$n" 0
		done
	done
	fleet_measure "$round" remembers 10000 0
	for who in "${NAMES_FROM[@]}"; do
		fleet_measure "$round" "names-$who" 10000 0
	done
	if "$CAN_DROP"; then
		fleet_measure "$round" ruptime 10000 1
		fleet_measure "$round" ruptime 10000 10
		fleet_respond "$round" 0
		fleet_respond "$round" 10
	fi
	for who in "${SEARCHERS[@]}"; do
		fleet_measure "$round" "$who" "$SEARCH_HOSTS" "$SEARCH_DEAD"
	done
	fleet_watch "$round"
	[ $((round % PEER_EVERY)) -eq 1 ] || return
	fleet_measure "$round" ruptime 100000 0
	for who; do
		fleet_measure "$round" "$who" 1000 0
		! "$CAN_DROP" || fleet_measure "$round" "$who" 1000 10
		[ "$round" -gt 1 ] || fleet_measure "$round" "$who" 10000 0
	done
}

# Whether the packets of the dead can be dropped.
can_drop()
{
	[ "$(id -u)" -eq 0 ] && [ "$BENCH_NAMESPACE" = tried ] &&
	    nft -f - 2>/dev/null <<-END
	table inet fleet {
		chain input {
			type filter hook input priority 0;
			ip daddr 127.9.0.0/16 drop;
		}
	}
	END
}

fleet_report()
{
	local text

	text=$(awk -v seen="$(stat -c %s "$TMP/seen")" \
	    -f "$HERE/fleet.awk" "$OUT/responses.tsv" "$OUT/watch.tsv" \
	    "$OUT/fleet.tsv") ||
	    die "fleet.awk failed"
	say "" "$text"
}

fleet()
{
	local who why round present=()

	for who in pdsh clush xargs fping; do
		why=$(fleet_missing "$who")
		if [ -n "$why" ]; then
			skip "$who" "$why"
		else
			present+=("$who")
		fi
	done
	CAN_DROP=false
	if can_drop; then
		CAN_DROP=true
	else
		skip "dead hosts" "needs root, nft and a network namespace"
	fi
	start_server ruptimed
	start_names
	start_search
	SEARCHERS=()
	if ! "$CAN_SEARCH"; then
		skip "a network to search" "needs root and network namespaces"
	elif why=$(fleet_missing fping) && [ -n "$why" ]; then
		SEARCHERS=(search)
	else
		SEARCHERS=(search fping-search)
	fi
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' round who hosts dead wall_s \
	    cpu_s peak_kb up >"$OUT/fleet.tsv"
	printf '%s\t%s\t%s\n' round dead rtt_ms >"$OUT/responses.tsv"
	printf '%s\t%s\t%s\t%s\t%s\t%s\n' round asked cpu_s peak_kb \
	    key_ms key_max_ms >"$OUT/watch.tsv"
	for ((round = 1; round <= FLEET_ROUNDS; round++)); do
		echo "fleet: round $round of $FLEET_ROUNDS" >&2
		fleet_round "$round" "${present[@]}"
	done
	stop_names
	stop_search
	stop_server ruptimed
	fleet_report
}
