# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# Networks that lose, delay and reorder what they carry.

# drop RULE: what to lose on the way, in nft(8)'s words.
drop() {
	nft -f - <<-END
	table ip faults {
		chain way {
			type filter hook prerouting priority 0;
			$1 drop
		}
	}
	END
	undo+=("nft delete table ip faults")
}

# What has been lost, so that a rule that never matched fails the check.
something_was_lost() {
	nft list table ip faults | grep -q 'packets [1-9]'
}

# An exchange that loses segments may take many seconds, most of them idle.
lost_fin_and_psh() {
	local eager late segments_lost=true
	need_own_network
	need nft
	start_daemon
	drop "tcp sport $port tcp flags & (fin | psh) != 0 \
	    numgen random mod 100 < 30 counter"
	background "$build/tools/swarm" -T 100 -n 400 -b 4096 127.0.0.1 "$port"
	eager=$pid eager_out=$out
	background "$build/tools/swarm" -T 100 -n 400 -b 4096 -d 5 \
	    127.0.0.1 "$port"
	late=$pid late_out=$out
	wait "$eager" || { cat "$eager_out"; return 1; }
	wait "$late" || { cat "$late_out"; return 1; }
	counts "$eager_out" replied=400 eof_clean=400
	counts "$late_out" replied=400 eof_clean=400
	something_was_lost
	nft flush table ip faults
	patience=60 all_is_well failed=0 gone=0
}

# With more of them lost, one in some hundred clients waits longer than the
# daemon does.
lost_both_ways() {
	need_own_network
	need nft
	local segments_lost=true
	start_daemon
	drop "tcp dport $port numgen random mod 100 < 10 counter"
	nft add rule ip faults way tcp sport "$port" numgen random mod 100 \
	    '< 10' counter drop
	swarm -T 100 -n 100 -b 100 >"$dir/swarm" || :
	all_told "$dir/swarm"
	something_was_lost
	nft flush table ip faults
	patience=60 all_is_well
	[ "$(counter accepted)" -ge 100 ]
}

# Packets as short as those of a real network.
shorten_packets() {
	undo+=(restore_lo)
	ip link set lo mtu 1500 gso_max_segs 1
}

restore_lo() {
	tc qdisc del dev lo root
	ip link set lo mtu 65536 gso_max_segs 65535
}

# shape QDISC ARGUMENT...: what leaves by lo, in tc(8)'s words.
shape() {
	tc qdisc add dev lo root "$@" 2>"$dir/tc" && return
	grep -q 'qdisc kind is unknown' "$dir/tc" ||
	    { cat "$dir/tc"; return 1; }
	skip "needs a kernel with sch_$1"
}

# A long reply does not fit into these, so that it is sent in parts.
shrink_send_buffers() {
	cat /proc/sys/net/ipv4/tcp_wmem >"$dir/wmem"
	undo+=(restore_send_buffers)
	echo 4096 8192 8192 >/proc/sys/net/ipv4/tcp_wmem
}

restore_send_buffers() {
	cat "$dir/wmem" >/proc/sys/net/ipv4/tcp_wmem
}

long_reply() {
	script long <<-'END'
	head -c 60000 /dev/zero | tr '\0' x
	END
}

# bad_network CLIENTS QDISC ARGUMENT...
bad_network() {
	local clients=$1
	shift
	need_own_network
	need tc
	shorten_packets
	shrink_send_buffers
	start_daemon -c "$(long_reply)"
	shape "$@"
	swarm -n "$clients" -b 2000 -s 60000 >"$dir/swarm" ||
	    { cat "$dir/swarm"; return 1; }
	restore_lo
	all_is_well failed=0 gone=0
}

check "30 % of the FIN and PSH segments lost: all read all" lost_fin_and_psh
check "10 % of all segments lost both ways: all are told" lost_both_ways
check "a slow link: all read all" \
    bad_network 40 tbf rate 8mbit burst 8kb latency 200ms
check "delay and reordering: all read all" \
    bad_network 200 netem delay 20ms 10ms reorder 25% 50%
