# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# shellcheck disable=SC2034 # WRAP is run.sh's
#
# What is measured beside the rates: a lone client's wait, memory, a slow
# command, system calls and allocations. Sourced by run.sh, whose functions it
# calls; each adds its own lines to the report.

# usage: column_median file column; of a file of five lines.
column_median()
{
	cut -d ' ' -f "$2" "$1" | sort -g | sed -n 3p
}

# A daemon that nobody has asked for a while must run the command for the one
# who comes; with -a 0 that is so for each. In turn with a bare popen.
lone_client()
{
	local i

	start_server ruptimed -a 0
	for i in 1 2 3 4 5; do
		env -i PATH="$(getconf PATH)" LC_ALL=C "$BUILD/bench/lone" \
		    "${PORTS[ruptimed]}" || die "lone failed"
	done | awk '{ print $1, $2, $1 / $2 }' >"$TMP/lone"
	stop_server ruptimed
	fact lone_ratio "$(column_median "$TMP/lone" 3)"
	say "" "A lone client of an idle daemon, median of 200, five times:" \
	    "  waits $(column_median "$TMP/lone" 1) us" \
	    "  a bare popen takes $(column_median "$TMP/lone" 2) us" \
	    "  ratio $(column_median "$TMP/lone" 3)"
}

# Writes the processes' PSS until it is killed, or the script is gone.
watch_pss()
{
	while kill -0 $$ 2>/dev/null; do
		proc_pss_kb "$@"
		sleep 0.02
	done
}

# usage: memory_of name; prints a row, in kB, and leaves the facts.
memory_of()
{
	local name=$1 pids idle peak after rss watcher

	start_server "$name"
	read -r -d '' -a pids <<<"${RESIDENT[$name]}"
	sleep 0.5
	idle=$(proc_pss_kb "${pids[@]}")
	watch_pss "${pids[@]}" >"$TMP/pss" &
	watcher=$!
	load "$name" -C 4000 -d 2
	kill "$watcher"
	wait "$watcher" 2>/dev/null
	peak=$(sort -n "$TMP/pss" | tail -n 1)
	rss=$(proc_peak_rss_kb "${pids[@]}")
	sleep 2
	after=$(proc_pss_kb "${pids[@]}")
	stop_server "$name"
	say "$(printf '%-28s%10s%10s%10s%10s' "$name" \
	    "$idle" "$peak" "$after" "$rss")"
	if [ "$name" = ruptimed ]; then
		fact pss_peak_kb "$peak"
		fact pss_growth_kb $((after - idle))
	fi
}

# The servers that stay; of those that fork for each client it says little.
memory()
{
	local name

	has_room 4000 || return
	say "" "$(printf '%-28s%10s%10s%10s%10s' "Memory at C=4000, kB" \
	    "idle PSS" "peak PSS" "PSS after" "peak RSS")"
	for name in "${SERVERS[@]}"; do
		[[ $(server_concurrencies "$name") != *4000 ]] ||
		    memory_of "$name"
	done
}

# Every client waits for a run that takes a second: C of them each second.
slow_command()
{
	local c ok failed=0

	start_server ruptimed -c 'sleep 1; uptime'
	say "" "ruptimed with an uptime that takes 1 s:"
	for c in 64 4000; do
		has_room "$c" || continue
		load ruptimed -C "$c" -n $((4 * c))
		ok=${R[ok]}
		failed=$((failed + 4 * c - ok))
		say "$(printf '  C=%-6s%s replies/s, p50 %.0f ms, max %.0f ms' \
		    "$c" "${R[rate]}" "${R[p50_us]}e-3" \
		    "${R[max_us]}e-3"), not served: $(failures)"
	done
	stop_server ruptimed
	fact slow_failed "$failed"
}

# Its backlog is 20 unless told otherwise.
tcpserver_defaults()
{
	[[ " ${SERVERS[*]} " = *" tcpserver "* ]] || return
	start_server tcpserver-defaults
	load tcpserver-defaults -C 512 -n 2000 -t 5
	stop_server tcpserver-defaults
	say "" "tcpserver without -b and -c, C=512, 5 s for 2000 clients:" \
	    "  answered: ${R[ok]}, begun: ${R[requests]}, not served: $(failures)"
}

# usage: quiet_start name; ruptimed will not run the command meanwhile.
quiet_start()
{
	local extra=()

	[ "$1" != ruptimed ] || extra=(-a 600)
	start_server "$1" "${extra[@]}"
}

# usage: trace_calls name requests; leaves strace's table in TMP/calls.REQUESTS.
trace_calls()
{
	WRAP=(strace -f -c -o "$TMP/calls.$2")
	quiet_start "$1"
	load "$1" -C 8 -n "$2"
	stop_server "$1"
	WRAP=()
}

# What a longer load calls more often than a shorter one, by the reply: so the
# cost of start-up cancels out.
calls_traced()
{
	trace_calls "$1" 1000
	trace_calls "$1" 5000
	awk -v replies=4000 '
	$4 ~ /^[0-9]+$/ && $NF != "total" {
		calls[$NF] += FILENAME ~ /\.1000$/ ? -$4 : $4
	}
	END {
		for (name in calls) {
			all += calls[name]
			if (calls[name] > replies / 200)
				printf "%.2f %s\n", calls[name] / replies, name
		}
		printf "%.2f traced:\n", all / replies
	}' "$TMP/calls.1000" "$TMP/calls.5000" | sort -rg | paste -s -d ' ' \
	    >"$TMP/traced"
}

# Leaves in TMP/untraced how many calls a reply takes at full speed.
calls_untraced()
{
	quiet_start "$1"
	if perf stat -x , -o "$TMP/perf" -e raw_syscalls:sys_enter \
	    -p "$(paste -s -d , <<<"${RESIDENT[$1]}")" -- "$LOADGEN" \
	    -p "${PORTS[$1]}" -C 8 -n 20000 >/dev/null 2>&1; then
		awk -F , '/raw_syscalls/ { printf "%.2f\n", $1 / 20000 }' \
		    "$TMP/perf"
	else
		echo "-"
	fi >"$TMP/untraced"
	stop_server "$1"
}

syscalls()
{
	local name

	if ! strace -o /dev/null true 2>/dev/null; then
		skip "system calls a reply" "strace is missing or not allowed"
		return
	fi
	perf stat -o /dev/null -e raw_syscalls:sys_enter true 2>/dev/null ||
	    skip "system calls at full speed" "perf is missing or not allowed"
	say "" "System calls a reply at C=8, counted by perf and traced by" \
	    "strace, which slows the server so that it waits less often"
	for name in "${SERVERS[@]}"; do
		[[ $(server_concurrencies "$name") = *4000 ]] || continue
		calls_untraced "$name"
		calls_traced "$name"
		say "$(printf '  %-10s%6s at full speed, %s' "$name" \
		    "$(<"$TMP/untraced")" "$(<"$TMP/traced")")"
	done
}

# usage: count_allocations requests; prints how many in the daemon's life.
count_allocations()
{
	WRAP=(valgrind --child-silent-after-fork=yes "--log-file=$TMP/heap")
	quiet_start ruptimed
	load ruptimed -C 8 -n "$1"
	stop_server ruptimed
	WRAP=()
	sed -n 's/.*total heap usage: \([0-9,]*\) allocs.*/\1/p' "$TMP/heap" |
	    tr -d ,
}

allocations()
{
	local short long

	if ! command -v valgrind >/dev/null; then
		skip "allocations a reply" "valgrind is not installed"
		return
	fi
	count_allocations 500 >"$TMP/short"
	count_allocations 2500 >"$TMP/long"
	read -r short <"$TMP/short"
	read -r long <"$TMP/long"
	say "" "ruptimed's allocations a reply, C=8: $(awk \
	    -v n=$((long - short)) 'BEGIN { printf "%.3f", n / 2000 }')"
}
