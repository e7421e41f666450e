# ruptime(1): "A look-up that is given up on, since the time of its host is
# over, gives its place to the next".
load lib_fleet

# A name server that answers only some, and a system that waits for it for half
# a minute: who waited for the others would be seen to.
test_setup() {
	! grep -q __tsan_init "$ruptime" ||
		skip "ThreadSanitizer has a thread and a pace of its own"
	echo 'hosts: dns' >"$dir/nsswitch"
	printf '%s\n' 'nameserver 127.0.0.1' 'options timeout:30 attempts:1' \
	    >"$dir/resolv"
	start_room -b "$dir/resolv:/etc/resolv.conf"
	local dns_out=$dir/out.${#started[@]}
	background "${inside[@]}" "$tools/peer_dns"
	wait_until grep -q ready "$dns_out"
}

# threads: those of the client, but the one of the loop.
threads() {
	local all=("/proc/$client/task/"*)
	echo $((${#all[@]} - 1))
}

has_threads() {
	[ "$(threads)" -eq "$1" ]
}

# Ten times 64 of them: two seconds and what it takes.  A place that is not given
# back is waited for by ten times 30 seconds.
@test "640 dead names end in their own time" {
	local start=$EPOCHREALTIME took
	fleet 1 -4 -T 0.2 -R 0 -p 4000 'lost[1-640]'
	took=$((${EPOCHREALTIME/./} - ${start/./}))
	[ "$(count 'timed out')" -eq 640 ]
	echo "$took us"
	[ "$took" -lt 20000000 ]
}

@test "a good name behind 64 dead ones is heard within its time" {
	start_crowd 1 1
	fleet 1 -4 -T 1 -R 0 -p "$port" 'lost[1-64]' node1
	is node1 up
	[ "$(count 'timed out')" -eq 64 ]
}

# Each of them has been given up on, and waits for the name server nevertheless.
@test "threads are 1,024 at most" {
	[ "$(ulimit -Hn)" -ge 8192 ] || skip "needs 8192 descriptors"
	background "${inside[@]}" "$ruptime" -4 -T 0.02 -R 0 -p 4000 \
	    'lost[1-1100]'
	local client=$pid
	wait_until has_threads 1024
	# None of the others has its turn.
	read -rt 0.5 <> <(:) || true
	[ "$(threads)" -eq 1024 ]
	kill "$client"
	wait "$client" || [ "$?" -eq 1 ]
	grep -q 'interrupted: not heard of: 76 of 1100 hosts' \
	    "$dir/err.$((${#started[@]} - 1))"
}

@test "and fewer where there are few descriptors" {
	background "${inside[@]}" bash -c 'ulimit -n 256 && exec "$@"' - \
	    "$ruptime" -4 -T 0.02 -R 0 -p 4000 'lost[1-100]'
	local client=$pid
	wait_until has_threads 32
	read -rt 0.5 <> <(:) || true
	[ "$(threads)" -eq 32 ]
	kill "$client"
	wait "$client" || [ "$?" -eq 1 ]
	run ! grep 'open files' "$dir/out.$((${#started[@]} - 1))"
}
