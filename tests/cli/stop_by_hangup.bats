# ruptimed(8): "SIGHUP: Ignored by a daemon; in the foreground, where it tells that
# the terminal was closed, it stops as for TERM, unless it was ignored at the
# start, as nohup(1) has it".
load lib_serving

@test "a closed terminal stops it, and those who wait are answered" {
	make_command
	start_daemon -a 0 -c "$command"
	shut_gate
	swarm_waits -n 20 -e good
	counters 'accepted 20, answered 0, '
	kill -HUP "$daemon"
	wait_until logged 'stopping, 20 clients wait'
	open_gate
	wait "$swarm"
	ends_well
}

@test "not where SIGHUP was ignored at the start" {
	trap '' HUP
	start_daemon
	kill -HUP "$daemon"
	# A signal that would stop it is seen before this one.
	counters 'accepted 0, '
	run -0 ask
	is_uptime "$output"
	run ! logged stopping
}

@test "a daemon ignores it" {
	"$ruptimed" -l "$dir/w/socket" -P "$dir/w/pid"
	daemon=$(cat "$dir/w/pid")
	started+=("$daemon")
	kill -HUP "$daemon"
	run -0 nc -N -U "$dir/w/socket" </dev/null
	is_uptime "$output"
	[ -s "$dir/w/pid" ]
	kill -TERM "$daemon"
	wait_until gone "$daemon"
}
