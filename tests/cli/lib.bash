# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# shellcheck disable=SC2034 # the tests use what is set here
# What the behaviour tests share.  Every test has a directory of its own, $dir,
# that the user whom a daemon drops to can reach, and everything that it
# started ends with it, by process id.

# find_programs DIRECTORY: what was built is there.
find_programs() {
	build=$1
	ruptimed=$build/ruptimed
	ruptime=$build/ruptime
	# Tools of the tests, see tests/tools.
	tools=$build/tools
}

build=${BUILD:-$BATS_TEST_DIRNAME/../../build}
find_programs "$(cd "$build" && pwd)"

bats_require_minimum_version 1.5.0

# What is remembered of hosts is the subject of some tests, which say where.
export RUPTIME_SEEN=

# Bats notes where each command of a test stands before it runs, which takes
# longer than most of them do.  Where one that fails stands is enough.
note_failures_only() {
	declare -F bats_debug_trap >/dev/null || return 0
	trap - DEBUG
	BATS_DEBUG_LAST_STACK_TRACE=()
	trap 'BATS_ERROR_STATUS=${BATS_ERROR_STATUS:-$?}
	    bats_debug_trap "$BASH_SOURCE"
	    BATS_DEBUG_LAST_STACK_TRACE_IS_VALID=1' ERR
}

setup() {
	note_failures_only
	dir=${TMPDIR:-/tmp}/ruptime-test.$$.$RANDOM
	mkdir -m 755 "$dir"
	started=()
	# Scripts and commands of the tests name the programs, as a shell or -e
	# reads them: without a blank, wherever they are.
	if [[ $build = *[^A-Za-z0-9/._+-]* ]]; then
		ln -s "$build" "$dir.build"
		find_programs "$dir.build"
	fi
	if declare -F test_setup >/dev/null; then test_setup; fi
}

# A daemon that is asked twice ends at once and takes its run with it.
teardown() {
	local pid
	if declare -F test_teardown >/dev/null; then test_teardown; fi
	for pid in "${started[@]}"; do
		if kill -CONT "$pid" 2>/dev/null; then
			kill -TERM "$pid" 2>/dev/null || true
			kill -INT "$pid" 2>/dev/null || true
			wait_until gone "$pid" || true
		fi
		kill -KILL "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
	done
	rm -rf "$dir" "$dir.build"
}

# wait_until COMMAND...: until it succeeds; fails the test after a minute.
wait_until() {
	local end=$((SECONDS + 60)) never='' pause=10
	until "$@" >/dev/null 2>&1; do
		if [ "$SECONDS" -ge "$end" ]; then
			echo "never came true: $*" >&2
			return 1
		fi
		# What nobody writes to is a sleep without a process.
		[ -n "$never" ] || exec {never}<> <(:)
		read -rt "0.0$pause" -u "$never" || true
		pause=$((pause < 40 ? pause * 2 : 40))
	done
	[ -z "$never" ] || exec {never}>&-
}

# A process has gone, or is a zombie that nobody has reaped yet.
gone() {
	local stat
	{ read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
	[[ ${stat##*) } = Z* ]]
}

# background COMMAND...: output to $dir/out.N and $dir/err.N; sets pid.  That of
# a function would be a shell's, and what it began would outlive the test.
background() {
	[ "$(type -t "$1")" = file ] || {
		echo "background: $1 is no program" >&2
		return 1
	}
	"$@" >"$dir/out.${#started[@]}" 2>"$dir/err.${#started[@]}" 3>&- &
	pid=$!
	started+=("$pid")
}

# start_daemon ARGUMENT...: in the foreground, on a port of 127.0.0.1 that the
# kernel chose; sets daemon (its pid), port and log.
start_daemon() {
	start_daemon_on -l 127.0.0.1 "$@"
	port=$(sed -n 's/.*listening on 127\.0\.0\.1:\([0-9]*\)$/\1/p' "$log")
}

# The same without an address of its own.
start_daemon_on() {
	log=$dir/err.${#started[@]}
	background "$ruptimed" -f -p 0 "$@"
	daemon=$pid
	wait_until daemon_is_up_or_gone
	daemon_is_up || { cat "$log" >&2; return 1; }
}

daemon_is_up_or_gone() {
	daemon_is_up || gone "$daemon"
}

daemon_is_up() {
	local text
	IFS= read -rd '' text <"$log" || true
	[[ $text = *'listening on'* ]]
}

# ask: the reply of the daemon, read by a client that is not ours.
ask() {
	timeout 60 nc -N 127.0.0.1 "$port" </dev/null
}

# script NAME: an executable of standard input; prints its path.
script() {
	{ echo '#!/bin/sh'; cat; } >"$dir/$1"
	chmod 755 "$dir/$1"
	echo "$dir/$1"
}

# ended_as STATUS PID: so ends what background began; run has a shell of its
# own, which can't wait for it.
ended_as() {
	local status=0
	wait_until gone "$2" || return 1
	wait "$2" || status=$?
	[ "$status" -eq "$1" ]
}

need_root() {
	[ "$(id -u)" -eq 0 ] || skip "needs root"
}

# as_init COMMAND...: as process 1 of a system of its own; sets init, its pid
# outside.
as_init() {
	need_root
	need unshare ps
	unshare -pf --mount-proc true 2>/dev/null || skip "needs namespaces"
	background unshare -pf --kill-child --mount-proc "$@"
	wait_until pgrep -P "$pid"
	init=$(pgrep -P "$pid")
	started=("$init" "${started[@]}") # unshare itself waits for it
}

# What a sanitizer costs is no fault: it keeps memory that was freed.
has_sanitizer() {
	grep -q '__[at]san_init' "$ruptime"
}

need() {
	local command
	for command; do
		command -v "$command" >/dev/null || skip "needs $command"
	done
}

is_uptime() {
	[[ $1 =~ up\ .*load\ average: ]]
}
