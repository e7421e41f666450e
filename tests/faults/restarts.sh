# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# One daemon after the other on the same port, while clients keep coming.

# A load without end, in batches; each batch's counts are a line of $1.
load() {
	while [ -e "$dir/going" ]; do
		swarm -n 200 -c 8 -T 5 -s 5 >>"$1" || :
	done
}

# starts: on the port and with the pid file of the one before.
starts() {
	background "$ruptimed" -f -p "$port" -l 127.0.0.1 -P "$dir/w/pid" \
	    -c 'echo good'
	daemon=$pid log=$err
	wait_until up_or_gone
	is_up || { cat "$log"; return 1; }
}

# Who is not served is refused, at once or by a reset before any byte; nobody
# gets a part, and every connection that a daemon accepted was answered.  A
# handshake that ends at the instant in which the listener closes may be
# forgotten by the kernel, with no reset: a client of no daemon, and rare.
nobody_cut_off() {
	awk -v accepted="$accepted" '{
		for (i = 1; i <= NF; i++) {
			split($i, pair, "="); n[pair[1]] += pair[2]
		}
	} END {
		for (name in n) printf "%s=%d ", name, n[name]
		print "accepted=" accepted
		exit n["wrong"] || n["error"] || n["unfinished"] > 10 ||
		    n["replied"] != n["eof_clean"] ||
		    n["empty"] != n["reset"] || n["replied"] < 1000 ||
		    n["replied"] != accepted
	}' "$1"
}

restarts() {
	local i accepted=-300 loaders=()
	start_daemon -P "$dir/w/pid" -c 'echo good'
	: >"$dir/going"
	for i in 1 2; do
		load "$dir/counts.$i" &
		loaders+=($!)
	done
	started+=("${loaders[@]}")
	undo+=("rm -f $dir/going")
	for ((i = 0; i < 200; i++)); do
		ends_well
		ledger failed=0 gone=0 waiting=0
		accepted=$((accepted + $(counter accepted)))
		starts
	done
	rm "$dir/going"
	wait "${loaders[@]}"
	ends_well
	ledger failed=0 gone=0 waiting=0
	accepted=$((accepted + $(counter accepted)))
	cat "$dir"/counts.* >"$dir/counts"
	nobody_cut_off "$dir/counts"
	fixed_port=$port
	start_daemon -P "$dir/w/pid" -c 'echo good'
	all_is_well failed=0 gone=0
}

check "200 restarts under load: each client is answered or refused" restarts
