# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# One daemon after the other on the same port, while clients keep coming.

# A load without end, in batches; each batch's counts are a line of $1.
load() {
	while [ -e "$dir/going" ]; do
		swarm -n 200 -c 8 -T 30 -s 5 >>"$1" || :
	done
}

# starts ARGUMENT...: on the port and with the pid file of the one before.
starts() {
	background "$ruptimed" -f -p "$port" -l 127.0.0.1 -P "$dir/w/pid" \
	    -c 'echo good'
	daemon=$pid log=$err
	wait_until up_or_gone
	is_up || { cat "$log"; return 1; }
}

# Who is not served is refused, at once or by a reset before any byte; nobody
# gets a part.
nobody_cut_off() {
	awk '{
		for (i = 1; i <= NF; i++) {
			split($i, pair, "="); n[pair[1]] += pair[2]
		}
	} END {
		for (name in n) printf "%s=%d ", name, n[name]
		print ""
		exit n["wrong"] || n["error"] || n["unfinished"] ||
		    n["replied"] != n["eof_clean"] ||
		    n["empty"] != n["reset"] || n["replied"] < 1000 ||
		    n["replied"] + n["empty"] + n["refused"] != n["clients"]
	}' "$1"
}

restarts() {
	local i loaders=()
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
		ledger failed=0 waiting=0
		starts
	done
	rm "$dir/going"
	wait "${loaders[@]}"
	cat "$dir"/counts.* >"$dir/counts"
	nobody_cut_off "$dir/counts"
	ends_well
	ledger failed=0 gone=0 waiting=0
	fixed_port=$port start_daemon -P "$dir/w/pid" -c 'echo good'
	all_is_well failed=0 gone=0
}

check "200 restarts under load: each client is answered or refused" restarts
