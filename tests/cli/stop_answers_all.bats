# ruptimed(8): "SIGTERM, SIGINT: serve those who have come, those in the backlog
# of the sockets too, then exit with status 0".
load lib_serving

# slow_daemon ACCEPTED OPTION...: with a run that a hundred clients wait for, of
# whom it has accepted so many.
slow_daemon() {
	local accepted=$1
	shift
	make_command
	start_daemon -a 0 -P "$dir/w/pid" -c "$command" "$@"
	[ -s "$dir/w/pid" ]
	shut_gate
	swarm_waits -n 100 -e good
	counters "accepted $accepted, answered 0, "
}

# all_are_answered SIGNAL
all_are_answered() {
	kill "-$1" "$daemon"
	wait_until logged "stopping, "
	open_gate
	wait "$swarm"
	ends_well
	[ ! -e "$dir/w/pid" ]
	groups_are_gone
	logged 'accepted 100, answered 100, denied 0, failed 0, gone 0, '
}

@test "SIGTERM with clients of a run that takes more than a moment" {
	make_command
	start_daemon -a 0 -c "$command"
	# Longer than those who do not close are waited for.
	does 'sleep 1.3; echo good'
	swarm_at_once -n 50 -e good
	counters 'accepted 50, answered 0, '
	kill -TERM "$daemon"
	wait "$swarm"
	ends_well
}

@test "SIGTERM with a hundred clients that wait" {
	slow_daemon 100
	all_are_answered TERM
}

@test "SIGINT with a hundred clients that wait" {
	slow_daemon 100
	all_are_answered INT
}

@test "SIGTERM with forty clients that wait and sixty in the backlog" {
	slow_daemon 40 -m 40
	all_are_answered TERM
	logged 'stopping, 40 clients wait'
}

@test "SIGTERM with as many clients that wait as are served at once" {
	slow_daemon 100 -t 60 -m 100
	all_are_answered TERM
}

@test "SIGTERM with clients that the daemon has not looked at" {
	local clients
	# As many as it takes in one turn, and one more.
	for clients in 64 65; do
		start_daemon -a 60 -t 60
		kill -STOP "$daemon"
		swarm_waits -n "$clients"
		kill -TERM "$daemon"
		kill -CONT "$daemon"
		wait "$swarm"
		ends_well
	done
}

@test "nobody is let in any more" {
	slow_daemon 100
	kill -TERM "$daemon"
	wait_until logged "stopping, "
	run -1 ask
	open_gate
	wait "$swarm"
	ends_well
}
