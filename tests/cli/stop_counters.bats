# ruptimed(8): "SIGUSR1: log how many clients were accepted, answered, denied,
# told of a failure and gone before that, how many runs there were, and how many
# clients wait".
load lib_serving

@test "the counters are logged and add up" {
	make_command
	start_daemon -a 0 -c "$command" -A 127.0.0.1
	run -0 swarm -n 7 -c 1
	does 'exit 1'
	run -1 swarm -n 3 -c 1
	run -0 nc -N -s 127.0.0.2 127.0.0.1 "$port" </dev/null
	[ "$output" = 'error: access denied' ]
	shut_gate
	run -0 swarm -n 2 -k resets -h 20
	swarm_waits -n 5 -e good
	counters 'accepted 18, answered 7, denied 1, failed 3, gone 0, runs 12, waiting 7'
	open_gate
	wait "$swarm"
	counters 'accepted 18, answered 12, denied 1, failed 3, gone 2, runs '
	kill -TERM "$daemon"
	ends_well
	tail -n 1 "$log" | grep 'accepted 18, answered 12, denied 1, failed 3, gone 2, .*, waiting 0'
}

@test "they can be asked for at any time" {
	start_daemon
	counters 'accepted 0, answered 0, denied 0, failed 0, gone 0, runs 1, waiting 0'
	run -0 ask
	counters 'accepted 1, answered 1, denied 0, failed 0, gone 0, '
}
