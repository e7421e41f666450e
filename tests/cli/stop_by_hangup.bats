# ruptimed(8): "in the foreground, where it tells that the terminal was closed, it
# stops as for TERM".
load lib_serving

@test "those who wait when the terminal is closed are answered" {
	local real=$ruptimed
	env --default-signal=HUP true 2>/dev/null || skip "needs a newer env"
	make_command
	ruptimed=$(script strange <<<"exec env --default-signal=HUP $real \"\$@\"")
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
