# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# What the fault campaign shares: TAP, daemons of its own, and the check that
# follows each fault.  A check is a function that runs in a subshell with a
# directory of its own, $dir; a command of it that fails fails the check.

# The daemon may be so much larger after a fault, in kB.
memory_bound=512

checks=0 failed=0

# check NAME FUNCTION [ARGUMENT]...: one line of TAP.
check() {
	local name=$1 status
	shift
	[[ $name =~ $only ]] || return 0
	checks=$((checks + 1))
	dir=$(mktemp -d "$work/check.XXXXXX")
	chmod 755 "$dir"
	mkdir -m 1777 "$dir/w"
	(
		set -eE
		trap tell_where ERR
		trap clean_up EXIT
		"$@"
	) >>"$dir/said" 2>&1 </dev/null
	status=$?
	if [ "$status" -eq 0 ]; then
		echo "ok $checks - $name"
	elif [ "$status" -eq 77 ]; then
		echo "ok $checks - $name # SKIP $(cat "$dir/skipped")"
	else
		failed=$((failed + 1))
		echo "not ok $checks - $name"
		tail -n 40 "$dir/said" "$dir"/err.[01] 2>/dev/null |
		    sed 's/^/# /'
	fi
	rm -rf "$dir"
}

# The line that failed, and who called it; once, and wherever its output goes.
tell_where() {
	local i
	[ -z "${told:-}" ] || return 0
	told=1
	for ((i = 1; i < 4 && i < ${#FUNCNAME[@]} - 2; i++)); do
		echo "in ${FUNCNAME[i]}, ${BASH_SOURCE[i]##*/}" \
		    "line ${BASH_LINENO[i - 1]}"
	done >>"$dir/said"
}

plan() {
	echo "1..$checks"
	[ "$failed" -eq 0 ]
}

skip() {
	echo "$*" >"$dir/skipped"
	exit 77
}

need() {
	local command
	for command; do
		command -v "$command" >/dev/null || skip "needs $command"
	done
}

need_root() {
	[ "$(id -u)" -eq 0 ] || skip "needs root"
}

# Rules for packets are set in a network namespace that is nobody else's.
need_own_network() {
	need_root
	"$own_network" || skip "needs a network namespace"
}

is_sanitized() {
	grep -q '__[at]san_init' "$ruptimed"
}

need_no_sanitizer() {
	! is_sanitized || skip "not with AddressSanitizer"
}

started=()
# Commands that put right what a check has changed outside of its processes.
undo=()

clean_up() {
	local pid command
	set +e
	for command in "${undo[@]}"; do
		$command
	done
	for pid in "${started[@]}"; do
		kill -CONT "$pid" 2>/dev/null
		kill -KILL "$pid" 2>/dev/null
		wait "$pid" 2>/dev/null
	done
}

# pause SECONDS
pause() {
	read -rt "$1" <> <(:) || true
}

# wait_until COMMAND...: until it succeeds, for up to 20 seconds.
wait_until() {
	local end=$((SECONDS + ${patience:-20}))
	until "$@" >/dev/null 2>&1; do
		if [ "$SECONDS" -ge "$end" ]; then
			echo "never came true: $*"
			return 1
		fi
		pause 0.02
	done
}

# did_fail COMMAND...: a "!" would not end the check.
did_fail() {
	if "$@"; then
		echo "did not fail: $*"
		return 1
	fi
}

# A process has gone, or is a zombie that nobody has reaped yet.
gone() {
	local state
	state=$(sed -n 's/^State:[[:space:]]*\(.\).*/\1/p' "/proc/$1/status" \
	    2>/dev/null) || return 0
	[ -z "$state" ] || [ "$state" = Z ]
}

# nobody_by OPTION...: no process but zombies is what these of ps(1) select.
nobody_by() {
	! ps -o stat= "$@" | awk '!/^Z/ { some = 1 } END { exit !some }'
}

# background COMMAND...: sets pid, out and err.
background() {
	out=$dir/out.${#started[@]} err=$dir/err.${#started[@]}
	"$@" >"$out" 2>"$err" &
	pid=$!
	started+=("$pid")
}

# start_daemon [ARGUMENT]...: the last words before it may be set in
# $wrapper; sets daemon, port, log and the baseline.
start_daemon() {
	background "${wrapper[@]}" "$ruptimed" -f -p "${fixed_port:-0}" \
	    -l 127.0.0.1 "$@"
	daemon=$pid log=$err
	wait_until up_or_gone
	is_up || { cat "$log"; return 1; }
	port=$(sed -n 's/.*listening on 127\.0\.0\.1:\([0-9]*\)$/\1/p' "$log")
	opens_before=$(passive_opens)
	base_fds=$(descriptors)
	warm_up
	base_memory=$(resident)
}

wrapper=()

# What the first crowd makes the daemon and its libraries touch is no leak.
warm_up() {
	swarm -n "${crowd:-300}" >"$dir/warm" || { cat "$dir/warm"; return 1; }
	wait_until has_base_descriptors
	wait_until no_children
}

is_up() {
	grep -q 'listening on' "$log"
}

up_or_gone() {
	is_up || gone "$daemon"
}

# swarm OPTION...: many clients of the daemon, see tests/tools/swarm.c.
swarm() {
	"$build/tools/swarm" "$@" 127.0.0.1 "$port"
}

# swarm_waits OPTION...: the same in the background, from when all of it are
# connected; sets swarm (its pid) and result (the file of its counts).
swarm_waits() {
	background "$build/tools/swarm" -v 1 "$@" 127.0.0.1 "$port"
	swarm=$pid result=$out
	wait_until grep -q 'all connected' "$err"
}

# counts FILE NAME=NUMBER...: of a swarm's line.
counts() {
	local line count
	line=$(tail -n 1 "$1")
	shift
	for count; do
		[[ " $line " == *" $count "* ]] || {
			echo "not $count: $line"
			return 1
		}
	done
}

# count FILE NAME
count() {
	sed -n "\$s/.*\b$2=\([0-9]*\).*/\1/p" "$1"
}

# all_told FILE: each of its clients has an answer, be it an error, whole and
# with a clean end of file.
all_told() {
	counts "$1" reset=0 empty=0 wrong=0 refused=0 unfinished=0
}

# script NAME: an executable of standard input; prints its path.
script() {
	{ echo '#!/bin/sh'; cat; } >"$dir/$1"
	chmod 755 "$dir/$1"
	echo "$dir/$1"
}

# The command waits for its gate to open.
gated() {
	script gated <<-END
	until [ -e $dir/gate ]; do sleep 0.02; done
	echo good
	END
}

# start_gated [ARGUMENT]...: from now on nobody is answered until $dir/gate is
# made.
start_gated() {
	: >"$dir/gate"
	start_daemon -a 0 -c "$(gated)" "$@"
	rm "$dir/gate"
}

descriptors() {
	local fds=("/proc/$daemon/fd/"*)
	echo ${#fds[@]}
}

resident() {
	awk '/^VmRSS:/ { print $2 }' "/proc/$daemon/status"
}

# The daemon's CPU time so far, in ticks of 10 ms.
cpu_ticks() {
	awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$daemon/stat"
}

# Zombies count: they are the daemon's to reap.
no_children() {
	[ -z "$(cat "/proc/$daemon/task/$daemon/children")" ]
}

# What the kernel counts as connections that came in, where no other server
# is in the same network.
passive_opens() {
	awk '$1 == "Tcp:" { if (n++) print $7 }' /proc/net/snmp
}

# The daemon's latest line of counters.
counter_line() {
	grep 'accepted [0-9]' "$log" | tail -n 1
}

counter() {
	counter_line | sed -n "s/.*$1 \([0-9]*\).*/\1/p"
}

# Make the daemon log its counters.
counters() {
	local before
	before=$(grep -c 'accepted [0-9]' "$log" || :)
	kill -USR1 "$daemon"
	wait_until has_more_counters "$before"
}

has_more_counters() {
	[ "$(grep -c 'accepted [0-9]' "$log")" -gt "$1" ]
}

# ledger [NAME=NUMBER]...: every connection that was accepted was answered,
# refused by policy or gone by its own act; and so many of a kind.
ledger() {
	local line count
	line=$(counter_line)
	awk -v line="$line" 'BEGIN {
		gsub(",", "", line); n = split(line, word, " ")
		for (i = 1; i < n; i++) count[word[i]] = word[i + 1]
		exit count["accepted"] != count["answered"] + count["denied"] \
		    + count["failed"] + count["gone"] + count["waiting"]
	}' || { echo "does not add up: $line"; return 1; }
	for count; do
		[ "$(counter "${count%=*}")" -eq "${count#*=}" ] || {
			echo "not $count: $line"
			return 1
		}
	done
}

# The kernel gave the daemon no connection that is not in its ledger.  Where
# segments are lost the kernel now and then makes two of one, counts both, and
# gives out the first.
ledger_is_complete() {
	local opens
	counters
	opens=$(($(passive_opens) - opens_before))
	[ "$(counter accepted)" -eq "$opens" ] && return
	"${segments_lost:-false}" && [ "$(counter accepted)" -lt "$opens" ] &&
	    return
	echo "the kernel counts $opens: $(counter_line)"
	return 1
}

served() {
	swarm -n 1 -T 10
}

memory_is_back() {
	[ "$(resident)" -le $((base_memory + memory_bound)) ]
}

has_base_descriptors() {
	[ "$(descriptors)" -eq "$base_fds" ]
}

# all_is_well [NAME=NUMBER]...: what must hold after every fault: a
# well-behaved client is served, nothing has leaked, the ledger is right.
all_is_well() {
	served
	wait_until has_base_descriptors ||
	    { ls -l "/proc/$daemon/fd"; return 1; }
	wait_until no_children
	is_sanitized || wait_until memory_is_back ||
	    { echo "$base_memory kB before, $(resident) kB now"; return 1; }
	counters
	ledger waiting=0 "$@"
	! "$own_network" || ledger_is_complete
}

# ends_well: the daemon, asked to stop, does, with status 0.
ends_well() {
	kill -TERM "$daemon"
	wait_until gone "$daemon"
	wait "$daemon"
}
