# ruptimed(8): "When the command fails, or takes longer than the timeout, the
# clients that wait for it are told so in one line that begins error:, its
# whole process group is killed, and the next client starts a new run".
load lib_serving

# answers REPLY TEXT: where the command does TEXT all who wait for it get the
# reply, whose beginning REPLY is, and no more; then all is as before.  Only
# where the timeout is to end it there is one that may be reached.
answers() {
	local fds timeout=60
	[[ $1 != *'took longer than 1 s' ]] || timeout=1
	make_command
	start_daemon -a 0 -t "$timeout" -c "$command"
	fds=$(descriptors)
	does "$2"
	swarm_at_once -n 20 -e "$1"
	wait "$swarm"
	runs 2
	does 'echo good'
	run -0 ask
	[ "$output" = good ]
	wait_until groups_are_gone
	wait_until has_descriptors "$fds"
}

@test "a command that hangs" {
	answers 'error: the uptime command took longer than 1 s' \
	    'trap "" TERM; echo early; sleep 60; sleep 60'
}

@test "a command that stops itself and what started it" {
	answers 'error: the uptime command took longer than 1 s' 'kill -STOP 0'
}

@test "a command that crashes" {
	answers 'error: the uptime command ' \
	    'ulimit -c 0; echo early; kill -SEGV $$'
}

@test "a command that kills all it can" {
	answers 'error: the uptime command was killed by signal 9' \
	    'echo early; kill -KILL 0'
}

@test "a command that prints nothing" {
	answers 'error: the uptime command printed nothing' ':'
}

@test "a command that prints 10 MB" {
	answers 'error: the uptime command printed more than 65536 bytes' \
	    'head -c 10485760 /dev/zero'
}

@test "a command that never stops to print" {
	answers 'error: the uptime command printed more than 65536 bytes' \
	    'trap "" PIPE; while :; do echo again; done'
}

@test "a command that exits with a status" {
	answers 'error: the uptime command exited with status 1' \
	    'echo early; exit 1'
}

@test "a command that forks a child that keeps the pipe" {
	answers early 'sleep 60 & echo early'
}

@test "a command that leaves a process in the background" {
	answers good 'sleep 60 >/dev/null & echo good'
}

@test "a command that closes its output and goes on" {
	answers 'error: the uptime command took longer than 1 s' \
	    'echo early; exec >&-; sleep 60'
}

@test "a command that complains without an end" {
	answers 'error: the uptime command took longer than 1 s' \
	    'echo early; while :; do echo oh; done >&2'
}

@test "a command that complains a lot, and works" {
	answers good 'head -c 1000000 /dev/zero >&2; echo good'
}

@test "a command that disappears while the daemon runs" {
	make_command
	start_daemon -a 0 -c "$command"
	mv "$command" "$command.gone"
	run -0 swarm -n 20 -e 'error: the uptime command exited with status 127'
	mv "$command.gone" "$command"
	run -0 ask
	[ "$output" = good ]
}

@test "no memory is left of many runs" {
	local before
	make_command
	start_daemon -a 0 -c "$command"
	does 'head -c 60000 /dev/zero'
	run -0 swarm -n 20 -c 1
	before=$(resident)
	run -0 swarm -n 100 -c 1 -s 60000
	does 'head -c 60000 /dev/zero; exit 1'
	run -0 swarm -n 100 -c 1 -e 'error: '
	[ "$(($(resident) - before))" -lt 1000 ] || has_sanitizer
}
