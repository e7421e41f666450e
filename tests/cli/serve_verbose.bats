# ruptimed(8): "-v: Log each client and each run, at level debug".
load lib_serving

@test "with -v clients and runs are logged" {
	start_daemon -v -a 0
	run -0 ask
	wait_until logged 'run 2 has ended'
	grep -E '127\.0\.0\.1:[0-9]+: answered by run 2$' "$log"
	logged 'run 2 starts'
}

@test "without it they are not" {
	start_daemon -a 0
	run -0 ask
	counters 'answered 1,'
	run ! grep -e 'answered by' -e 'starts' -e 'has ended' "$log"
}
