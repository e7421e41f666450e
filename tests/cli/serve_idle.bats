# ruptimed(8): "While nobody asks the daemon sleeps in one system call; no timer
# wakes it".
load lib_serving

# The one system call that it sleeps in, with no end to the wait: the number is
# followed by six arguments, of which the fourth is the time in epoll_wait(2)
# and a pointer to it in epoll_pwait2(2).
sleeps_for_ever() {
	[[ $(cat "/proc/$daemon/syscall") =~ \
	    ^[0-9]+\ 0x[0-9a-f]+\ 0x[0-9a-f]+\ 0x[0-9a-f]+\ 0x(0|f+)\  ]]
}

idle_from_here() {
	cat "/proc/$daemon/syscall" >/dev/null || skip "may not look"
	wait_until sleeps_for_ever
}

@test "a daemon that nobody has asked waits without an end" {
	start_daemon
	idle_from_here
}

@test "when the last client has gone no timer is left" {
	local fds
	start_daemon -m 50
	fds=$(descriptors)
	run -0 swarm -n 200 -h 50
	run -0 swarm -n 100 -k resets
	wait_until has_descriptors "$fds"
	idle_from_here
}

@test "an idle daemon makes no system call but the one that it waits in" {
	need strace
	start_daemon
	run -0 swarm -n 10
	idle_from_here
	run -124 timeout 2 strace -f -o "$dir/trace" -p "$daemon"
	[ -s "$dir/trace" ] || skip "may not trace"
	run cat "$dir/trace"
	[ "${#lines[@]}" -eq 1 ]
	[[ $output =~ ^[0-9]+\ +epoll_.*\<detached\ \.\.\.\>$ ]]
}
