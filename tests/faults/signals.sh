# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# Signals to the daemon under load, and a wall clock that is set.

stopped_and_continued() {
	local i
	start_daemon -a 0
	background "$build/tools/swarm" -n 5000 -c 100 -b 100 -T 60 \
	    127.0.0.1 "$port"
	local load=$pid load_out=$out
	for i in {1..10}; do
		kill -STOP "$daemon"
		pause 0.1
		kill -CONT "$daemon"
		pause 0.05
	done
	wait "$load" || { cat "$load_out"; return 1; }
	all_is_well failed=0 gone=0
}

# The run ends in time, but the daemon is told so after its deadline.
stopped_beyond_deadline() {
	start_gated -t 3
	swarm_waits -n 20
	wait_until has_children
	kill -STOP "$daemon"
	: >"$dir/gate"
	wait_until only_zombies
	pause 3
	kill -CONT "$daemon"
	wait "$swarm" || { cat "$result"; return 1; }
	all_is_well failed=0 gone=0
}

has_children() {
	! no_children
}

only_zombies() {
	nobody_by --ppid "$daemon"
}

storm_of_signals() {
	local i
	start_daemon -a 0
	background "$build/tools/swarm" -n 5000 -c 100 -T 60 127.0.0.1 "$port"
	local load=$pid load_out=$out
	for ((i = 0; i < 2000; i++)); do
		kill -USR1 "$daemon"
		kill -CHLD "$daemon"
	done
	wait "$load" || { cat "$load_out"; return 1; }
	all_is_well failed=0 gone=0
}

# Those who wait, and those who are still in the backlog, are answered.
terminated() {
	start_gated -t 10 -P "$dir/w/pid"
	kill -STOP "$daemon"
	swarm_waits -n 400
	kill -TERM "$daemon"
	kill -CONT "$daemon"
	wait_until grep -q 'stopping, ' "$log"
	: >"$dir/gate"
	wait "$swarm" || { cat "$result"; return 1; }
	counts "$result" replied=400 eof_clean=400
	wait_until gone "$daemon"
	wait "$daemon"
	ledger failed=0 gone=0 waiting=0
	[ ! -e "$dir/w/pid" ]
}

# clock OFFSET: the wall clock of what is started with "${faked[@]}".
clock() {
	echo "$1" >"$dir/clock.new"
	mv "$dir/clock.new" "$dir/clock"
}

# Sets faked, the words to start a command with whose wall clock is ours.
fake_clock() {
	local lib
	need_no_sanitizer
	lib=$(find /usr/lib* /usr/local/lib* -name libfaketimeMT.so.1 \
	    2>/dev/null | head -n 1)
	[ -n "$lib" ] || skip "needs libfaketime"
	clock +0
	faked=(env "LD_PRELOAD=$lib" "FAKETIME_TIMESTAMP_FILE=$dir/clock"
	    FAKETIME_NO_CACHE=1 DONT_FAKE_MONOTONIC=1
	    FAKETIME_DONT_FAKE_MONOTONIC=1)
	clock -10d
	[ "$("${faked[@]}" date +%F)" != "$(date +%F)" ] ||
	    skip "libfaketime does not work here"
	clock +0
}

# The command counts its runs.
counting() {
	script counting <<-END
	echo >>$dir/w/runs
	wc -l <$dir/w/runs
	END
}

# distinct_replies OFFSET...: the different ones, asked once at each.
distinct_replies() {
	local offset
	for offset; do
		clock "$offset"
		nc -N 127.0.0.1 "$port" </dev/null
	done | sort -u | wc -l
}

# With a max-age of an hour one run answers all, whatever the wall clock says.
clock_and_freshness() {
	need nc
	fake_clock
	wrapper=("${faked[@]}")
	start_daemon -a 3600 -c "$(counting)"
	[ "$(distinct_replies +0 +2h +10d -2h -10d +0)" -eq 1 ]
	all_is_well failed=0 gone=0
}

# A shorter one ends, however far back the clock is set meanwhile.
clock_and_age() {
	local first
	need nc
	fake_clock
	wrapper=("${faked[@]}")
	start_daemon -a 0.2 -c "$(counting)"
	first=$(nc -N 127.0.0.1 "$port" </dev/null)
	clock -10d
	patience=5 wait_until newer_than "$first"
	all_is_well failed=0 gone=0
}

newer_than() {
	[ "$(nc -N 127.0.0.1 "$port" </dev/null)" -gt "$1" ]
}

# Deadlines neither come early nor stay away.
clock_and_deadlines() {
	fake_clock
	wrapper=("${faked[@]}")
	start_gated -t 600
	swarm_waits -n 20
	clock +10d
	swarm_waits -n 20
	clock -10d
	: >"$dir/gate"
	wait "$swarm"
	all_is_well failed=0 gone=0
	ends_well

	start_gated -t 1
	swarm_waits -n 20
	clock -20d
	wait "$swarm" || :
	counts "$result" error=20 eof_clean=20
	: >"$dir/gate"
	all_is_well failed=20 gone=0
}

# Clients that stay a little when they are answered neither have to go early
# nor are forgotten.
clock_and_clients() {
	local i=0
	fake_clock
	wrapper=("${faked[@]}")
	start_daemon
	background "$build/tools/swarm" -n 3000 -c 100 -b 5000 -d 5 -h 30 \
	    127.0.0.1 "$port"
	local load=$pid load_out=$out
	until gone "$load"; do
		clock "-$((++i))d"
		pause 0.01
		clock "+${i}d"
	done
	clock -300d
	wait "$load" || { cat "$load_out"; return 1; }
	all_is_well failed=0 gone=0
}

# However far the clock is set, five messages of a kind in ten seconds.
clock_and_log() {
	local i
	fake_clock
	wrapper=("${faked[@]}")
	start_daemon -a 0 -c "[ ! -e $dir/bad ] && echo good"
	: >"$dir/bad"
	for i in {1..20}; do
		clock "+${i}d"
		swarm -n 1 -e 'error: '
		clock "-${i}d"
		swarm -n 1 -e 'error: '
	done
	rm "$dir/bad"
	[ "$(grep -c 'exited with' "$log")" -le 20 ]
	all_is_well failed=40 gone=0
}

check "SIGSTOP and SIGCONT under load: all read all" stopped_and_continued
check "SIGSTOP until a deadline is over: who was in time is answered" \
    stopped_beyond_deadline
check "2,000 SIGUSR1 and SIGCHLD under load: all read all" storm_of_signals
check "SIGTERM with a full backlog: all read all" terminated
check "the wall clock set while a reply is fresh: it stays so" \
    clock_and_freshness
check "the wall clock set back: replies age" clock_and_age
check "the wall clock set during a run: deadlines hold" clock_and_deadlines
check "the wall clock set to and fro under load: all read all" \
    clock_and_clients
check "the wall clock set to and fro: the log stays short" clock_and_log
