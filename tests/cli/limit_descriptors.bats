# ruptimed(8): "Where descriptors run out the daemon serves as many clients as it
# can and the others later; it neither exits nor spins".
load lib_serving

# few_descriptors NUMBER: start the daemon with so many at most.
few_descriptors() {
	local real=$ruptimed
	ruptimed=$(script limited <<-END
	ulimit -n $1
	exec $real "\$@"
	END
	)
}

# limit_now NUMBER: so many may be open from here on.  Only the daemon's own user
# may say so, where root's powers are cut.
limit_now() {
	local as=() id=/proc/$daemon/status
	need prlimit setpriv
	if [ "$(id -u)" -eq 0 ]; then
		as=(setpriv --reuid "$(awk '/^Uid/ { print $2 }' "$id")"
		    --regid "$(awk '/^Gid/ { print $2 }' "$id")" --clear-groups)
	fi
	"${as[@]}" prlimit --pid "$daemon" --nofile="$1:"
}

@test "with few descriptors from the start, fewer clients are served at once" {
	make_command
	few_descriptors 40
	start_daemon -a 0 -c "$command"
	logged 'the descriptor limit of 40 allows'
	shut_gate
	swarm_waits -n 100 -e good
	wait_until runs 2
	open_gate
	wait "$swarm"
	# What is kept back is enough for a run, whoever holds the rest.
	swarm_waits -n 100 -h 60000
	run -0 ask
	[ "$output" = good ]
	run ! grep -e 'cannot accept' -e 'cannot be started' "$log"
}

@test "as many as fit are not too many" {
	local fit
	few_descriptors 60
	start_daemon -m 1000
	fit=$(sed -n 's/.*limit of 60 allows \([0-9]*\) clients.*/\1/p' "$log")
	kill "$daemon"
	start_daemon -m "$fit"
	run ! grep 'descriptor limit' "$log"
	start_daemon -m "$((fit + 1))"
	logged "allows $fit clients at once, not $((fit + 1))"
}

# What is kept back does not depend on whether as many would fit without.
@test "enough for a run, as many as fit" {
	few_descriptors 40
	start_daemon -m 22 -a 0 -c 'echo good'
	logged 'the descriptor limit of 40 allows'
	swarm_waits -n 30 -h 60000
	run -0 ask
	[ "$output" = good ]
}

@test "while it is full of clients that wait, it sleeps" {
	local before
	make_command
	few_descriptors 40
	start_daemon -a 0 -t 60 -c "$command"
	does 'sleep 1; echo good'
	before=$(cpu_ticks)
	# More than it can take: it is full for the second of the first run.
	swarm_at_once -n 20 -e good
	wait "$swarm"
	logged 'the descriptor limit of 40 allows'
	[ "$(($(cpu_ticks) - before))" -lt 10 ]
}

@test "when descriptors run out later, it serves who can be served" {
	local before
	start_daemon -a 60
	limit_now "$(($(descriptors) + 8))"
	before=$(cpu_ticks)
	# Each lets the descriptor go only after a second and more.
	run -0 swarm -n 12 -h 1200
	counts replied=12 eof_clean=12
	logged 'cannot accept: Too many open files'
	run -0 ask
	is_uptime "$output"
	[ "$(($(cpu_ticks) - before))" -lt 10 ]
}

@test "it takes clients again though none has left" {
	start_daemon -a 60
	limit_now "$(descriptors)"
	swarm_waits -n 3
	wait_until logged 'cannot accept: Too many open files'
	limit_now 1000
	wait "$swarm"
}

@test "a run that finds no descriptor is an error, and the next is good" {
	make_command
	start_daemon -a 0 -c "$command"
	limit_now "$(($(descriptors) + 2))"
	run -0 ask
	[ "$output" = 'error: the uptime command cannot be started: Too many open files' ]
	limit_now 1000
	run -0 ask
	[ "$output" = good ]
}
