# ruptime(1): "A host that waits for its turn takes no more than its name and
# some 220 bytes", and one that is asked less than 2 KiB.
load lib_fleet

test_setup() {
	! has_sanitizer || skip "sanitizers need memory of their own"
	start_room -d 10.0.0.0/8
}

# watches NUMBER: sockets, as its epoll(7) descriptor tells.
watches() {
	[ "$(cat "/proc/$pid/fdinfo/"* | grep -c ^tfd)" -ge "$1" ]
}

# weigh CONNECTIONS ARGUMENT...: sets kb to the most memory that it has had
# when so many connections wait.
weigh() {
	background "${inside[@]}" "$ruptime" -T 1000 "${@:2}"
	wait_until watches "$1"
	kb=$(awk '/^VmHWM:/ { print $2 }' "/proc/$pid/status")
	kill -KILL "$pid"
	wait "$pid" 2>/dev/null || true
	echo "$kb kB"
}

@test "hosts that are being asked" {
	[ "$(ulimit -Hn)" -ge 12000 ] || skip "needs 12000 descriptors"
	weigh 2 10.0.0.1 10.0.0.2
	local few=$kb
	weigh 5000 -F 5000 '10.0.[1-20].[1-250]'
	[ $((kb - few)) -lt 10000 ]
}

# 240 bytes, with a name of 13 at most.
@test "hosts that wait for their turn" {
	weigh 2 -F 2 '10.0.0.[1-3]'
	local few=$kb
	weigh 2 -F 2 '10.0.[1-200].[1-250]'
	[ $((kb - few)) -lt $((50000 * 240 / 1024)) ]
}
