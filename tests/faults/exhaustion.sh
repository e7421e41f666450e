# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# A daemon that runs out of descriptors, memory or processes.

# limits ARGUMENT...: prlimit(1) on the running daemon, by its own user, who
# needs no capability for it.
limits() {
	local uid gid as=()
	uid=$(ps -o uid= -p "$daemon")
	gid=$(ps -o gid= -p "$daemon")
	if [ "${uid// /}" != "$(id -u)" ]; then
		as=(setpriv --reuid "${uid// /}" --regid "${gid// /}"
		    --clear-groups)
	fi
	"${as[@]}" prlimit --pid "$daemon" "$@"
}

# limit RESOURCE NUMBER: the hard limit stays.
limit() {
	limits "--$1=$2:"
}

# unlimit RESOURCE: as far as the hard limit goes.
unlimit() {
	local hard
	hard=$(limits "--$1" --noheadings -o HARD)
	limits "--$1=${hard// /}:"
}

# A run needs descriptors too, so it may be an error that a client is told,
# where the limit sinks below what was counted on at the start.
few_descriptors() {
	need prlimit setpriv
	start_daemon -a 0
	limit nofile $((base_fds + $1))
	swarm -n 100 -T 60 >"$dir/swarm" || :
	all_told "$dir/swarm"
	unlimit nofile
	all_is_well
}

# Those who can't be accepted wait in the backlog, and the daemon sleeps.
no_descriptor() {
	local ticks
	need prlimit setpriv
	start_daemon
	limit nofile "$base_fds"
	swarm_waits -n 100
	wait_until grep -q 'cannot accept' "$log"
	ticks=$(cpu_ticks)
	pause 2
	[ $(($(cpu_ticks) - ticks)) -le 20 ]
	unlimit nofile
	wait "$swarm"
	all_is_well failed=0 gone=0
}

# starts_or_says COMMAND...: a start-up under a limit either works, and adds to
# $worked, or says why; and leaves nothing.
starts_or_says() {
	local log status=0
	background "$@" -f -p 0 -l 127.0.0.1 -P "$dir/w/pid" -c 'echo good'
	log=$err
	daemon=$pid
	wait_until up_or_gone
	if is_up; then
		port=$(sed -n 's/.*127\.0\.0\.1:\([0-9]*\)$/\1/p' "$log")
		served
		ends_well
		worked=$((worked + 1))
	else
		wait "$daemon" || status=$?
		[ "$status" -eq 1 ]
		grep -q '^ruptimed: .*[a-z]' "$log"
	fi
	[ ! -e "$dir/w/pid" ] || { ls "$dir/w"; return 1; }
}

# The loader needs some itself, and says so if it lacks them.
descriptor_limit_at_start() {
	local n worked=0
	need prlimit setpriv
	for n in {3..40} 64 100; do
		prlimit "--nofile=$n" "$ruptimed" -V >"$dir/version" 2>&1 ||
		    continue
		echo "limit $n"
		starts_or_says prlimit "--nofile=$n:$n" "$ruptimed"
	done
}

# loads KB: with so much memory the loader comes to main().
loads() {
	prlimit "--as=$(($1 * 1024))" "$ruptimed" -V >"$dir/version" 2>&1
}

# From what the loader needs on, in steps of a page, until there is enough for
# all.  The allocator keeps nothing in hand, so that each step counts.
memory_limit_at_start() {
	local kb worked=0 tries
	need prlimit setpriv
	need_no_sanitizer
	export GLIBC_TUNABLES=glibc.malloc.top_pad=0
	for ((kb = 2000; kb < 100000; kb += 100)); do
		! loads "$kb" || break
	done
	for ((kb -= 100, tries = 0; worked < 5; kb += 4)); do
		loads "$kb" || continue
		echo "limit $kb kB"
		starts_or_says prlimit "--as=$((kb * 1024))" "$ruptimed"
		tries=$((tries + 1))
	done
	[ "$tries" -gt "$worked" ]
}

# Not a byte more than it has: clients are told or wait, and none is lost.
no_memory() {
	local size
	need prlimit setpriv
	need_no_sanitizer
	start_daemon -a 0
	size=$(awk '/^VmSize:/ { print $2 }' "/proc/$daemon/status")
	limit as $((size * 1024))
	background "$build/tools/swarm" -n 4000 -T 60 127.0.0.1 "$port"
	swarm=$pid result=$out
	wait "$swarm" || :
	unlimit as
	all_told "$result"
	all_is_well gone=0
}

# The user may have no other process, so that no run can be started.
no_process() {
	need prlimit setpriv
	start_daemon -a 0
	limit nproc 0
	swarm -n 50 -e 'error: the uptime command cannot be started' \
	    >"$dir/swarm" || { cat "$dir/swarm"; return 1; }
	unlimit nproc
	all_is_well failed=50 gone=0
}

# A user of their own, whose processes are all ours: the first fork fails, the
# second, the run's leader, its shell, and then none.
process_limit_at_start() {
	local n status good=0
	local user=(setpriv --reuid 64321 --regid 64321 --clear-groups)
	need_root
	need prlimit setpriv
	for n in {1..6}; do
		echo "limit $n"
		status=0
		timeout 30 "${user[@]}" prlimit "--nproc=$n:$n" "$ruptimed" \
		    -p 0 -l 127.0.0.1 -P "$dir/w/pid" >"$dir/o" 2>"$dir/e" ||
		    status=$?
		if [ "$status" -eq 0 ]; then
			good=$((good + 1))
			started+=("$(cat "$dir/w/pid")")
			kill -TERM "$(cat "$dir/w/pid")"
		else
			[ "$status" -eq 1 ]
			grep -q '^ruptimed: .*[a-z]' "$dir/e"
		fi
		wait_until nobody_by -u 64321
		[ ! -e "$dir/w/pid" ]
	done
	[ "$good" -gt 0 ]
	[ "$good" -lt 6 ]
}

check "3 descriptors left: all are told" few_descriptors 3
check "6 descriptors left: all are told" few_descriptors 6
check "no descriptor left: all wait, then read all" no_descriptor
check "any descriptor limit at start: it works or says why" \
    descriptor_limit_at_start
check "any memory limit at start: it works or says why" memory_limit_at_start
check "no memory left: all are told" no_memory
check "no process left: all are told" no_process
check "any process limit at start: it works or says why" \
    process_limit_at_start
