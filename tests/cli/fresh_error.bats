# ruptimed(8): "An error answers only those who waited for its run; the next
# client starts a new one".
load lib_serving

@test "the client after an error gets a good reply, whatever the max-age" {
	make_command
	start_daemon -a 0.2 -c "$command"
	does 'exit 1'
	wait_until is_an_error
	# From here on the error of the run would be fresh for 0.2 seconds.
	does 'echo good again'
	run -0 ask
	[ "$output" = "good again" ]
}

is_an_error() {
	[[ $(ask) == "error: "* ]]
}

@test "each client that comes after an error has a run of its own" {
	make_command
	start_daemon -a 0 -c "$command"
	does 'exit 1'
	run -0 swarm -n 20 -c 1 -e 'error: the uptime command exited'
	runs 21
}
