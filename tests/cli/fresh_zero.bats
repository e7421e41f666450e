# ruptimed(8): "With a max-age of 0 each client is answered by a run that started
# after it connected; those that wait at the same time share one".
load lib_serving

# A run's text is the time at which it started.
timed_command() {
	command=$(script timed <<-END
	date +%s%N | tee -a $dir/w/starts
	${1:-}
	END
	)
}

starts() {
	wc -l <"$dir/w/starts"
}

has_started_again() {
	[ "$(starts)" -ge 2 ]
}

@test "200 clients of a slow command have fresh replies by few runs" {
	timed_command 'sleep 0.3'
	start_daemon -a 0 -c "$command"
	[ "$(starts)" -eq 1 ]
	swarm_waits -n 100 -f 0
	wait_until has_started_again
	# The run that is under way is not for these.
	run -0 swarm -n 100 -f 0
	counts replied=100 eof_clean=100 stale=0
	wait "$swarm"
	[ "$(($(starts) - 1))" -lt 5 ]
}

@test "clients that come while it runs are answered by a later run" {
	timed_command
	start_daemon -a 0 -c "$command"
	run -0 swarm -n 300 -c 8 -f 0
	counts replied=300 eof_clean=300 stale=0
	[ "$(starts)" -le 301 ]
}

@test "one client after the other has a run each" {
	timed_command
	start_daemon -a 0 -c "$command"
	run -0 swarm -n 50 -c 1 -f 0
	counts replied=50 distinct=50
	[ "$(starts)" -eq 51 ]
}
