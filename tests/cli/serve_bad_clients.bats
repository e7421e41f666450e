# ruptimed(8): "No client can keep others from being served, whether it never
# reads, breaks off, floods or never closes; when it has gone nothing of it is
# left".
load lib_serving

# bad_clients OPTION...: 5,000 of a kind, at most 1,000 at once, leave the
# daemon as the first 1,000 of them left it.
bad_clients() {
	local fds before
	start_daemon -a 60
	fds=$(descriptors)
	run -0 swarm -n 1000 "$@"
	wait_until has_descriptors "$fds"
	before=$(resident)
	run -0 swarm -n 4000 -c 1000 "$@"
	run -0 ask
	is_uptime "$output"
	wait_until has_descriptors "$fds"
	# 64 bytes of each would be 250 kB.
	[ "$(($(resident) - before))" -lt 240 ] || has_sanitizer
}

@test "5,000 that connect and close at once" {
	bad_clients -k closes
}

@test "5,000 that reset at once" {
	bad_clients -k resets
}

@test "5,000 that reset when they have been answered" {
	bad_clients -k resets -h 30
}

@test "5,000 that never read" {
	bad_clients -k never-reads -h 50
}

@test "500 that send a megabyte first" {
	local fds
	start_daemon -a 60
	fds=$(descriptors)
	run -0 swarm -n 500 -c 100 -b 1048576 -T 120
	run -0 ask
	is_uptime "$output"
	wait_until has_descriptors "$fds"
}

@test "5,000 that never read nor close, all at once, while others are served" {
	start_daemon -a 60
	swarm_waits -n 5000 -k never-reads -h 60000
	run -0 swarm -n 500 -c 100
	counts replied=500 eof_clean=500 distinct=1
}

@test "one that does not stop to send is broken off after 16 MiB" {
	local fds
	start_daemon -a 60
	fds=$(descriptors)
	run -0 swarm -n 2 -b 15000000
	run -1 swarm -n 2 -b 30000000
	counts reset=2
	wait_until has_descriptors "$fds"
}

@test "those that break off while the command runs" {
	local fds
	make_command
	start_daemon -a 0 -c "$command"
	fds=$(descriptors)
	shut_gate
	run -0 swarm -n 200 -k resets -h 10
	run -0 swarm -n 200 -k closes -h 10
	swarm_waits -n 10 -e good
	wait_until runs 2
	open_gate
	wait "$swarm"
	wait_until has_descriptors "$fds"
}

@test "one that breaks off on a Unix socket while the command runs" {
	make_command
	start_daemon_on -l "$dir/w/socket" -a 0 -c "$command"
	shut_gate
	background nc -U "$dir/w/socket"
	counters 'accepted 1, answered 0, '
	kill -KILL "$pid"
	wait_until gone "$pid"
	open_gate
	# A write to it would end a daemon that did not expect SIGPIPE.
	counters 'gone 1, '
	run -0 nc -N -U "$dir/w/socket" </dev/null
	[ "$output" = good ]
}

@test "as many as are served at once that never read a long reply" {
	start_daemon -m 5 -a 60 -c 'head -c 65536 /dev/zero'
	swarm_waits -n 5 -k never-reads -h 60000
	counters 'accepted 5, answered 0, '
	# Long before they are given up.
	run -0 swarm -n 5 -s 65536 -T 15
}
