# ruptimed(8): "At most -m clients are served at once; the others wait in the
# backlog of the sockets until one leaves, and where some have their reply but
# have not closed, the oldest of these is closed first".
load lib_serving

# clients FIRST: the sockets from descriptor FIRST on.
clients() {
	local fd
	for ((fd = $1; fd < $1 + 9; fd++)); do
		readlink "/proc/$daemon/fd/$fd" || true
	done
}

@test "20 clients of a slow run, five at once, are all answered" {
	make_command
	start_daemon -m 5 -a 0 -c "$command"
	shut_gate
	swarm_waits -n 20 -e good
	counters 'accepted 5, answered 0, denied 0, failed 0, gone 0, runs 2, waiting 5'
	open_gate
	wait "$swarm"
	counters 'accepted 20, answered 20,'
	# Never more than five, so four runs at least.
	[ "$(wc -l <"$dir/w/groups")" -ge 5 ]
}

@test "the oldest that has its reply makes room for a new one" {
	local fds before after i
	start_daemon -m 5 -a 60
	fds=$(descriptors)
	# They come one after the other, so the first has the lowest number.
	for i in 1 2 3 4 5; do
		swarm_waits -n 1 -h 60000
		wait_until has_descriptors "$((fds + i))"
	done
	before=$(clients "$fds")
	[ "$(wc -l <<<"$before")" -eq 5 ]
	# Long before any of them is given up.
	run -0 swarm -n 1 -T 10
	wait_until has_descriptors "$((fds + 4))"
	after=$(clients "$fds")
	[ "$after" = "$(tail -n 4 <<<"$before")" ]
}

@test "a client that waits for a run is never closed to make room" {
	local waiting
	make_command
	start_daemon -m 5 -a 0 -c "$command"
	swarm_waits -n 2 -h 60000
	shut_gate
	swarm_waits -n 3 -e good
	waiting=$swarm
	# For two of these room is made, and the others stay outside.
	swarm_waits -n 10 -e good
	counters 'waiting 5'
	open_gate
	wait "$waiting"
	wait "$swarm"
}

@test "those who read slowly, but do, have the whole reply" {
	start_daemon -m 3 -a 60 -c 'head -c 65536 /dev/zero'
	run -0 swarm -n 6 -r 8000 -s 65536
	counts replied=6 eof_clean=6
}

@test "those who sent something that nobody has read are not reset" {
	start_daemon -m 5 -a 60
	swarm_at_once -n 60 -b 3000
	wait "$swarm"
}

@test "who leaves lets the next one in" {
	start_daemon -m 2 -a 0 -c 'echo good'
	# If each two had to wait for a second it would take too long.
	run -0 swarm -n 100 -e good
}

@test "many more clients than are served at once, who do not close soon" {
	start_daemon -m 10 -a 60
	run -0 swarm -n 500 -h 100
	counts replied=500 eof_clean=500 distinct=1
}
