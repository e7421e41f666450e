# ruptimed(8): "A service manager is told, see sd_notify(3), when the daemon is
# ready and when it begins to stop as it was told to, how long either may take,
# and, where a watchdog is set, that it lives and what it has done".
load ../cli/lib_startup

# make_manager: $dir/told gets what is sent to it.
make_manager() {
	ldd "$ruptimed" | grep -q libsystemd || skip "built without libsystemd"
	need socat
	background socat -u "UNIX-RECV:$dir/run/notify,mode=666" \
	    "OPEN:$dir/told,creat,append"
	wait_until test -S "$dir/run/notify"
	export NOTIFY_SOCKET=$dir/run/notify
}

# told TEXT: as one of the assignments.
told() {
	grep -q "$1" "$dir/told"
}

@test "READY=1 and a status when clients are answered" {
	make_manager
	start_daemon -c 'echo up'
	wait_until told READY=1
	wait_until told "STATUS=Listening on 127\.0\.0\.1:$port: accepted 0"
}

@test "not READY=1 before the command has been seen to work" {
	make_manager
	make_gate
	background "$ruptimed" -f -p 0 -l "$dir/run/socket" \
	    -t 60 -c "$gate"
	wait_until test -e "$dir/run/asked"
	printf MARK | socat -u - "UNIX-SENDTO:$dir/run/notify"
	wait_until told MARK
	run ! told READY
	open_gate up
	wait_until told READY=1
}

@test "never READY=1 where the start fails" {
	make_manager
	run -1 "$ruptimed" -f -p 0 -l "$dir/run/socket" -c false
	printf MARK | socat -u - "UNIX-SENDTO:$dir/run/notify"
	wait_until told MARK
	run ! told READY
}

@test "STOPPING=1 when it is told to stop" {
	make_manager
	start_daemon -c 'echo up'
	wait_until told READY=1
	run ! told STOPPING
	kill -TERM "$daemon"
	wait_until told STOPPING=1
	wait "$daemon"
}

@test "WATCHDOG=1 again and again, twice in the time that is set" {
	make_manager
	export WATCHDOG_USEC=100000
	start_daemon -c 'echo up'
	wait_until eval '[ "$(grep -o WATCHDOG=1 "$dir/told" | wc -l)" -ge 3 ]'
}

@test "then the status counts the clients" {
	make_manager
	export WATCHDOG_USEC=100000
	start_daemon -c 'echo up'
	[ "$(ask)" = up ]
	wait_until told 'accepted 1, answered 1, denied 0, failed 0'
}

waits_for_half_a_minute() {
	local call
	read -ra call <"/proc/$daemon/syscall"
	[ "$((call[4]))" -gt 20000 ] && [ "$((call[4]))" -le 30000 ]
}

@test "an idle daemon waits for half of the time that is set" {
	make_manager
	export WATCHDOG_USEC=60000000
	start_daemon -c 'echo up'
	cat "/proc/$daemon/syscall" >/dev/null || skip "may not look"
	wait_until waits_for_half_a_minute
}

@test "no WATCHDOG=1 where none is set, or is another's" {
	make_manager
	export WATCHDOG_USEC=1000 WATCHDOG_PID=1
	start_daemon -c 'echo up'
	unset WATCHDOG_USEC
	start_daemon -c 'echo up'
	[ "$(ask)" = up ]
	[ "$(ask)" = up ]
	stop_daemon
	wait_until told STOPPING=1
	run ! told WATCHDOG
}

@test "the command learns nothing of the service manager" {
	make_manager
	start_daemon -c 'env'
	run -0 ask
	[[ $output != *NOTIFY_SOCKET* ]]
}
