# ruptimed(8): "Stopping takes at most twice the timeout, whatever clients and
# runs do; a second signal ends the daemon at once".
load lib_serving

# stops_within MILLISECONDS: told to, it does, and that long after at most.  What
# a machine that is busy needs beyond its limit is not its fault: half a second.
stops_within() {
	local from=${EPOCHREALTIME/[.,]/} took
	kill -TERM "$daemon"
	ends_well
	took=$(((${EPOCHREALTIME/[.,]/} - from) / 1000))
	echo "it took $took ms"
	[ "$took" -le $(($1 + 500)) ]
}

@test "clients that do not close keep it for a moment only" {
	start_daemon -a 60 -t 60
	swarm_waits -n 20 -h 60000
	stops_within 2000
}

@test "clients that do not read do not keep it for ever" {
	start_daemon -a 60 -t 1 -c 'head -c 65536 /dev/zero'
	swarm_waits -n 20 -k never-reads -h 60000
	# Their buffers do not hold it.
	counters 'accepted 20, answered 0, denied 0, failed 0, gone 0, runs 1, waiting 20'
	stops_within 2000
}

@test "a run that hangs does not keep it, and its clients are told" {
	make_command
	start_daemon -a 0 -t 1 -c "$command"
	does 'sleep 60'
	swarm_waits -n 20 -e 'error: the '
	wait_until runs 2
	stops_within 2000
	wait "$swarm"
	wait_until groups_are_gone
}

@test "a second signal ends it at once, and the run with it" {
	make_command
	start_daemon -a 0 -t 60 -P "$dir/w/pid" -c "$command"
	does 'sleep 60'
	swarm_waits -n 20 -e 'error: the server is stopping'
	wait_until runs 2
	kill -TERM "$daemon"
	wait_until logged 'stopping, 20 clients wait'
	stops_within 1000
	wait "$swarm"
	wait_until groups_are_gone
	[ ! -e "$dir/w/pid" ]
}

@test "without a client it stops at once" {
	start_daemon -t 60
	stops_within 1000
}
