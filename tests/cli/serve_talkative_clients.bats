# ruptimed(8): "Whatever a client sends is ignored: it reads the whole reply and
# then the end of file, whether it sends at once, later or never".
load lib_serving

@test "an HTTP probe reads the reply" {
	start_daemon
	run -0 nc 127.0.0.1 "$port" <<<$'GET / HTTP/1.1\r\nHost: here\r\n\r'
	is_uptime "$output"
}

@test "a client with input reads the reply" {
	start_daemon
	run -0 nc -N 127.0.0.1 "$port" <"$BATS_TEST_FILENAME"
	is_uptime "$output"
}

@test "clients that send a megabyte first read the reply and its end" {
	start_daemon -a 60
	run -0 swarm -n 100 -b 1048576
	counts replied=100 eof_clean=100 distinct=1
}

@test "clients that send while the command runs read the reply and its end" {
	make_command
	start_daemon -a 0 -c "$command"
	shut_gate
	swarm_waits -n 100 -b 100000 -e good
	wait_until runs 2
	open_gate
	wait "$swarm"
}

@test "clients that send when they have been answered read the reply and its end" {
	local delay
	start_daemon -a 60
	# Before and after the daemon has looked whether they closed.
	for delay in 5 100; do
		run -0 swarm -n 100 -b 4096 -d "$delay"
		counts replied=100 eof_clean=100 distinct=1
	done
}

@test "clients that half-close read the reply and its end" {
	start_daemon -a 60
	run -0 swarm -n 100 -k half-closes
	counts replied=100 eof_clean=100 distinct=1
}

@test "clients that have no right to ask are not reset either" {
	start_daemon -A 192.0.2.0/24
	run -0 swarm -n 100 -b 100000 -d 5 -e 'error: access denied'
}
