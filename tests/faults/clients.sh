# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# Clients that behave badly, by the thousand, beside others that behave well.

# Nobody else notices: beside WHAT they do, well-behaved clients are served.
beside() {
	background "$build/tools/swarm" "$@" 127.0.0.1 "$port"
	local bad=$pid bad_out=$out
	swarm -n 300 -c 50 -T 60 >"$dir/good" || { cat "$dir/good"; return 1; }
	wait "$bad" || { cat "$bad_out"; return 1; }
}

bad_clients() {
	start_daemon
	beside "$@"
	all_is_well failed=0
}

# A thousand are gone before they are accepted, a thousand while they wait.
reset_at_once() {
	start_gated -t 60
	kill -STOP "$daemon"
	swarm -n 1000 -k resets
	kill -CONT "$daemon"
	swarm_waits -n 300
	swarm -n 1000 -k resets
	: >"$dir/gate"
	wait "$swarm" || { cat "$result"; return 1; }
	all_is_well failed=0 gone=2000
}

# Before they are accepted, while they wait, and when they are answered: all
# have sent something, and read all.
half_closed() {
	local kind=(-k half-closes -b 100) first
	start_gated -t 60
	kill -STOP "$daemon"
	swarm_waits -n 900 "${kind[@]}"
	first=$swarm
	kill -CONT "$daemon"
	swarm_waits -n 900 "${kind[@]}"
	: >"$dir/gate"
	wait "$first"
	wait "$swarm"
	swarm -n 200 "${kind[@]}" -d 30
	all_is_well failed=0 gone=0
}

# What a crowd took goes back to the system when it has gone.
crowd_leaves() {
	[ "$(ulimit -Hn)" -ge 16000 ] || skip "needs 16000 descriptors"
	start_daemon -m 8000 -a 60
	swarm -n 7500 -h 1500 >"$dir/good" || { cat "$dir/good"; return 1; }
	memory_bound=1024
	all_is_well failed=0
}

# Their replies do not fit into their windows.
slow_readers() {
	start_daemon -c "$(script long <<-'END'
	head -c 65536 /dev/zero | tr '\0' x
	END
	)"
	beside -n 500 "$@"
	patience=60 all_is_well failed=0
}

# More than any client may send is more than the daemon will read.
flood() {
	start_daemon
	background "$build/tools/swarm" -n 20 -b 100000000 127.0.0.1 "$port"
	local bad=$pid
	swarm -n 300 -c 50 -T 60 >"$dir/good" || { cat "$dir/good"; return 1; }
	wait "$bad" || :
	counts "$out" eof_clean=0 reset=20
	all_is_well failed=0
}

all_at_once() {
	local kind pids=()
	start_daemon -a 0
	for kind in "resets" "closes" "half-closes -b 5000" "resets -d 5 -b 9" \
	    "never-reads -h 200 -b 100000" "reads -b 1000000 -c 50" \
	    "closes -d 20"; do
		# shellcheck disable=SC2086
		background "$build/tools/swarm" -n 700 -k $kind \
		    127.0.0.1 "$port"
		pids+=("$pid")
	done
	swarm -n 300 -c 50 -T 60 >"$dir/good" || { cat "$dir/good"; return 1; }
	wait "${pids[@]}" || :
	patience=60 all_is_well failed=0
}

check "2,000 clients reset at once" reset_at_once
check "2,000 clients reset when answered" bad_clients -n 2000 -k resets -h 50
check "2,000 clients close at once" bad_clients -n 2000 -k closes
check "2,000 clients half-close: all read all" half_closed
check "2,000 clients send late and close" \
    bad_clients -n 2000 -k closes -d 30 -b 100
check "2,000 clients stall" bad_clients -n 2000 -k never-reads -h 300
check "7,500 clients at once: what they took is given back" crowd_leaves
check "500 clients stall in mid reply" slow_readers -k never-reads -h 500
check "500 clients dribble" slow_readers -k reads -r 2048 -s 65536
check "500 clients send 1 MB each" bad_clients -n 500 -b 1000000 -c 100
check "20 clients flood" flood
check "bad clients of all kinds at once" all_at_once
