# ruptime(1): what was found in a network or by mDNS "is remembered for four
# days after it was last up", and meanwhile it is asked and shown.
load lib_cable

start_lab() {
	printf '%s\n' '192.0.2.6 alpha' '192.0.2.8 beta' >>"$dir/etc/hosts"
	start_cable 192.0.2.1/24
	far_address 192.0.2.{6,8}/24
	far_daemon 192.0.2.6
	alpha=$pid
	far_daemon 192.0.2.8 -l 192.0.2.8:4001
	export RUPTIME_SEEN=$dir/seen
}

@test "one that was found in a network is down when it does not answer" {
	start_lab
	fleet 0 -T 1 192.0.2.0/28
	are_up alpha beta
	kill "$alpha"
	wait_until gone "$alpha"
	fleet 1 -T 1 192.0.2.0/28
	asked alpha beta
	grep -Eq '^alpha +down +0:0[0-9],  refused' <<<"$output"
	# Nobody was there ever.
	fleet 1 -T 1 -n 192.0.2.0/28
	asked 192.0.2.6 192.0.2.8
	fleet 0 -T 1 192.0.2.0/28 -x alpha
	are_up beta
	fleet 1 -T 1 192.0.2.0/29
	asked alpha
	RUPTIME_SEEN='' fleet 0 -T 1 192.0.2.0/28
	are_up beta
}

@test "without a list it is asked again, where it was found" {
	start_lab
	fleet 0 -T 1 192.0.2.6/32 192.0.2.8/32:4001
	are_up alpha beta:4001
	sed -i '/192.0.2/d' "$dir/etc/hosts"
	fleet 0
	are_up alpha beta:4001
	# Where other ports are asked, with the one that it has.
	fleet 0 -p 4002 -U
	[ "$output" = "alpha:4000
beta:4001" ]
	fleet 0 -p 4001 -U
	[ "$output" = "alpha:4000
beta" ]
	fleet 0
	are_up alpha beta:4001
	fleet 0 -x beta
	are_up alpha
	# By its address as in the search.
	fleet 0 -x 192.0.2.8
	are_up alpha
	fleet 0 -x 192.0.2.8:4000,192.0.2.0/29
	are_up beta:4001
	fleet 2 -x 192.0.2.0/28
	[ "$stderr" = "ruptime: no host is left to ask: -x leaves out all 2" ]
	kill "$alpha"
	wait_until gone "$alpha"
	fleet 1
	asked alpha beta:4001
	# Neither for a command nor where hosts are listed.
	fleet 2 -e 'echo %h'
	mkdir -p "$dir/etc/ruptime"
	echo 192.0.2.8 >"$dir/etc/ruptime/hosts"
	fleet 0 -o table
	are_up 192.0.2.8
}

@test "by the name that it had, though -n showed its address" {
	start_lab
	fleet 0 -T 1 192.0.2.6/32 192.0.2.8/32:4001
	fleet 0 -T 1 -n 192.0.2.6/32 192.0.2.8/32:4001
	are_up 192.0.2.6 192.0.2.8:4001
	fleet 0
	are_up alpha beta:4001
	# Nor has the name service an answer now.
	sed -i '/192.0.2/d' "$dir/etc/hosts"
	fleet 0 -T 1 -o table 192.0.2.0/29
	are_up 192.0.2.6
	kill "$alpha"
	wait_until gone "$alpha"
	fleet 1 -T 1 192.0.2.0/29
	asked alpha
	# But another name takes its place.
	echo '192.0.2.8 gamma' >>"$dir/etc/hosts"
	fleet 0 -T 1 -o table 192.0.2.8/32:4001
	fleet 1
	asked alpha gamma:4001
}

# In so many seconds of a processor; it takes one.
@test "32,766 that were found, and are all down" {
	local at
	! has_sanitizer || skip "a sanitizer takes a processor's time"
	start_etc_room
	in_room ip link set lo up 2>/dev/null || skip "needs namespaces"
	export RUPTIME_SEEN=$dir/seen
	at=$(($(date +%s) - 600))
	awk -v at="$at" -v OFS='\t' 'BEGIN {
		print "ruptime-seen 1"
		for (i = 1; i < 32767; i++) {
			host = "127.1." int(i / 256) "." i % 256
			print host, at, "-", "-", 60, 60, 0, 0, host, 4000, "node" i
		}
	}' >"$RUPTIME_SEEN"
	ulimit -t 8
	fleet 1 -T 20 -F 1024 -D 127.1.0.0/17
	[ "$(wc -l <<<"$output")" -eq 32766 ]
	[ "${lines[32765]}" = node32766 ]
}

@test "at the port of -p it is another one than at its own" {
	start_lab
	fleet 0 -T 1 192.0.2.8/32
	are_up beta
	fleet 0 -T 1 -p 4001 192.0.2.8/32
	are_up beta
	fleet 0 -o table
	are_up beta beta:4001
	kill "$pid"
	wait_until gone "$pid"
	fleet 1 -T 1 -p 4001 192.0.2.8/32
	asked beta
	fleet 1 -T 1 192.0.2.8/32:4001
	asked beta:4001
	fleet 0 -T 1 -p 4001 192.0.2.8/32 -x beta:4001
	[ -z "$output" ]
}

@test "one that has another address now is up, and not down as well" {
	start_lab
	fleet 0 -T 1 192.0.2.0/28
	are_up alpha beta
	kill "$alpha"
	wait_until gone "$alpha"
	sed -i '/alpha/d' "$dir/etc/hosts"
	echo '192.0.2.9 alpha' >>"$dir/etc/hosts"
	far_address 192.0.2.9/24
	far_daemon 192.0.2.9
	# Nobody was there: the kernel asks who is once a second.
	fleet 0 -T 10 192.0.2.9/32
	are_up alpha
	fleet 0 -o table
	are_up alpha beta
	fleet 0 -T 1 192.0.2.0/28
	are_up alpha beta
}

@test "on a terminal it says so" {
	need script
	start_lab
	fleet 0 -T 1 192.0.2.0/28
	in_room script -qefc "'$ruptime'" /dev/null </dev/null |
	    tr -d '\r' >"$dir/seen.txt"
	grep -q "ruptime: no hosts file: asking 2 known from before$" "$dir/seen.txt"
}
