#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
#
# The benchmark ("make bench"): ruptimed and its peers under the same load, and
# ruptime and its peers with the same hosts, in turn, round after round, on this
# machine. -p measures one of the two. Prints medians and their ratios to
# ruptimed's, and leaves in BUILD_DIR/bench:
#	results.txt	what was printed
#	results.tsv	a line for each round, concurrency and server
#	results.png	replies a second and p99 over the concurrency
#	fleet.tsv	a line for each round of ruptime and its peers
#	responses.tsv	the response times of hosts, without dead ones and with
# What is not installed is named as skipped. Exit status: 0 measured, whatever
# the figures; 1 it could not be, or a client of ruptimed was not served.

set -u
export LC_ALL=C RUPTIME_SEEN=
HERE=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/bench/proc.sh
. "$HERE/proc.sh"
# shellcheck source=tests/bench/servers.sh
. "$HERE/servers.sh"
# shellcheck source=tests/bench/extras.sh
. "$HERE/extras.sh"
# shellcheck source=tests/bench/names.sh
. "$HERE/names.sh"
# shellcheck source=tests/bench/search.sh
. "$HERE/search.sh"
# shellcheck source=tests/bench/fleet.sh
. "$HERE/fleet.sh"
# shellcheck source=tests/bench/commands.sh
. "$HERE/commands.sh"

declare -A PIDS=()	# of the servers that run: the first process
declare -A RESIDENT=()	# all their processes that stay
declare -A PORTS=()
declare -A R=()		# what the last load gave, by the generator's keys
WRAP=()			# a tracer to start the next server under
TMP=

usage()
{
	echo "usage: run.sh [-p server|fleet|commands] [-r rounds] [-d seconds-a-measurement] build-dir" >&2
	exit 2
}

die()
{
	echo "run.sh: $*" >&2
	exit 1
}

say()
{
	printf '%s\n' "$@" | tee -a "$OUT/results.txt"
}

skip()
{
	say "skipped: $1 ($2)"
}

# Runs the script again in a network namespace of its own where the host allows
# one: the servers listen on every address, which nobody else should reach, and
# there the ports and the firewall rules are no one else's.
enter_namespace()
{
	local how

	if [ -n "${BENCH_NAMESPACE-}" ]; then
		ip link set lo up 2>/dev/null
		return
	fi
	export BENCH_NAMESPACE=tried
	for how in "-n" "--map-current-user --keep-caps -n"; do
		# shellcheck disable=SC2086 # several words
		unshare $how ip link set lo up 2>/dev/null &&
		    exec unshare $how "$0" "$@"
	done
}

cleanup()
{
	local name

	for name in "${!PIDS[@]}"; do
		stop_server "$name"
	done
	stop_names
	stop_search
	[ -z "$TMP" ] || rm -rf "$TMP"
}

# Sets PORT to one below the usual ephemeral ports that nobody listens on.
free_port()
{
	PORT=$((10000 + RANDOM % 20000))
	while (: <"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; do
		PORT=$((10000 + RANDOM % 20000))
	done
}

# usage: start_server name [argument...]; returns when it answers.
start_server()
{
	local name=$1 pid tries

	shift
	free_port
	server_argv "$name" "$PORT" "$@"
	"${WRAP[@]}" "${ARGV[@]}" >"$TMP/$name.log" 2>&1 </dev/null &
	pid=$!
	PIDS[$name]=$pid PORTS[$name]=$PORT
	for ((tries = 0; tries < 100; tries++)); do
		"$LOADGEN" -p "$PORT" -n 1 -t 2 >/dev/null && break
		kill -0 "$pid" 2>/dev/null || break
		sleep 0.1
	done
	if [ "$tries" = 100 ] || ! kill -0 "$pid" 2>/dev/null; then
		die "$name does not serve: $(tail -n 1 "$TMP/$name.log")"
	fi
	RESIDENT[$name]=$(server_pids "$name" "$pid")
}

# A tracer passes no signal on: there the server is the tracer's child.
stop_server()
{
	local pid=${PIDS[$1]} target tries

	target=$pid
	[ "${WRAP[0]-}" != strace ] || target=$(pgrep -P "$pid")
	unset "PIDS[$1]"
	kill -TERM "${target:-$pid}" 2>/dev/null
	for ((tries = 0; tries < 300; tries++)); do
		kill -0 "$pid" 2>/dev/null || break
		sleep 0.05
	done
	kill -KILL "${target:-$pid}" 2>/dev/null
	wait "$pid" 2>/dev/null
}

# usage: load name argument...; runs the load generator and fills R.
load()
{
	local name=$1 line word

	shift
	line=$("$LOADGEN" -p "${PORTS[$name]}" -m "$(server_mode "$name")" \
	    -t 20 "$@")
	[ $? -le 1 ] || die "the load generator failed, not $name"
	R=()
	for word in $line; do
		R[${word%%=*}]=${word#*=}
	done
}

# Prints how many of the last load's connections failed in which way.
failures()
{
	local kind text=

	for kind in refused reset timedout empty bad error other unanswered; do
		[ "${R[$kind]}" = 0 ] || text+=${text:+,}$kind:${R[$kind]}
	done
	echo "${text:--}"
}

machine()
{
	local model

	model=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1)
	say "$("$BUILD/ruptimed" -V) on $(date -u +%Y-%m-%d), $(nproc) CPUs" \
	    "CPU: ${model:-unknown}; kernel $(uname -r)" \
	    "load before: $(cut -d ' ' -f 1-3 /proc/loadavg); uptime:$LINE"
}

# Keeps in SERVERS those that can be run, ruptimed first.
choose_servers()
{
	local name why chosen=()

	for name in "${SERVERS[@]}"; do
		why=$(server_missing "$name")
		if [ -n "$why" ]; then
			skip "$name" "$why"
		else
			chosen+=("$name")
		fi
	done
	SERVERS=("${chosen[@]}")
}

# usage: measure round name concurrency; appends a line to results.tsv.
measure()
{
	local round=$1 name=$2 c=$3 pids own runs

	read -r -d '' -a pids <<<"${RESIDENT[$name]}"
	own=$(proc_cpu_ns "${pids[@]}")
	runs=$(proc_children_ns "${PIDS[$name]}")
	load "$name" -C "$c" -d "$SECONDS_EACH"
	sleep 0.1 # for the last children and drains
	own=$(($(proc_cpu_ns "${pids[@]}") - own))
	runs=$(($(proc_children_ns "${PIDS[$name]}") - runs))
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
	    "$round" "$name" "$c" "${R[requests]}" "${R[ok]}" "${R[rate]}" \
	    "${R[p50_us]}" "${R[p99_us]}" "${R[max_us]}" "$own" "$runs" \
	    "${R[own_cpu_us]}" "$(failures)" >>"$OUT/results.tsv"
}

measure_round()
{
	local round=$1 c name

	for c in 1 8 64 512 4000; do
		has_room "$c" || continue
		for name in "${SERVERS[@]}"; do
			[[ " $(server_concurrencies "$name") " = *" $c "* ]] ||
			    continue
			measure "$round" "$name" "$c"
		done
	done
}

# Whether the limit of descriptors allows so many clients at a time.
has_room()
{
	local limit

	limit=$(ulimit -Hn)
	[ "$limit" = unlimited ] || [ "$limit" -ge $(($1 + 100)) ]
}

rates()
{
	local name round

	has_room 4000 || skip "C=4000" "the limit of descriptors is lower"
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
	    round server C requests ok rate p50_us p99_us max_us own_ns \
	    runs_ns generator_us failures >"$OUT/results.tsv"
	for name in "${SERVERS[@]}"; do
		start_server "$name"
	done
	for ((round = 1; round <= ROUNDS; round++)); do
		echo "round $round of $ROUNDS" >&2
		measure_round "$round"
	done
	for name in "${SERVERS[@]}"; do
		stop_server "$name"
	done
	report rates "$OUT/results.tsv"
}

# usage: report rates|aims file...
report()
{
	local text

	text=$(digest "$@") || die "report.awk failed"
	say "$text"
}

# usage: digest rates|aims|plot file...
digest()
{
	local want=$1

	shift
	awk -v want="$want" -v servers="${SERVERS[*]}" -f "$HERE/report.awk" \
	    "$@"
}

fact()
{
	printf '%s\t%s\n' "$1" "$2" >>"$TMP/facts.tsv"
}

picture()
{
	if ! command -v gnuplot >/dev/null; then
		skip "results.png" "gnuplot is not installed"
		return
	fi
	digest plot "$OUT/results.tsv" >"$TMP/plot.data" ||
	    die "report.awk failed"
	gnuplot -e "data='$TMP/plot.data'; names='${SERVERS[*]}';
	    out='$OUT/results.png'" "$HERE/plot.gp" || die "gnuplot failed"
}

# Whether a client of ruptimed was not served, in any of the rounds.
all_served()
{
	awk -F '\t' '$2 == "ruptimed" && $NF != "-" { bad = 1 }
	    END { exit bad }' "$OUT/results.tsv"
}

main()
{
	local option program

	ROUNDS=15 SECONDS_EACH=0.5
	PART=all
	while getopts p:r:d: option; do
		case $option in
		p) PART=$OPTARG ;;
		r) ROUNDS=$OPTARG ;;
		d) SECONDS_EACH=$OPTARG ;;
		*) usage ;;
		esac
	done
	shift $((OPTIND - 1))
	[[ $# = 1 && $ROUNDS =~ ^[1-9][0-9]*$ ]] || usage
	[[ $PART =~ ^(all|server|fleet|commands)$ ]] || usage
	BUILD=$(cd "$1" && pwd) || exit 1
	OUT=$BUILD/bench LOADGEN=$BUILD/bench/loadgen
	for program in ruptimed ruptime bench/loadgen bench/bareloop \
	    bench/lone bench/timed bench/burn; do
		[ -x "$BUILD/$program" ] || die "$BUILD/$program is not built"
	done
	TMP=$(mktemp -d) || exit 1
	LINE=$(uptime) || die "uptime failed"
	has_room 16284 && ulimit -Sn 16384
	: >"$OUT/results.txt"
	machine
	! wanted fleet || fleet
	! wanted commands || commands
	! wanted server || server
}

# usage: wanted part
wanted()
{
	[ "$PART" = all ] || [ "$PART" = "$1" ]
}

# All that is measured of the servers.
server()
{
	choose_servers
	rates
	lone_client
	memory
	slow_command
	tcpserver_defaults
	syscalls
	allocations
	picture
	report aims "$TMP/facts.tsv" "$OUT/results.tsv"
	all_served || die "a client of ruptimed was not served"
}

enter_namespace "$@"
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
main "$@"
