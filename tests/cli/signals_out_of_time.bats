# ruptimed(8): "It ends nothing while there is nothing to count, nor in the
# processes of a daemon that starts or runs the command",
# "One that comes last, after all have been served, is too late for
# anything: the pid file is removed".
load lib_startup

# comes_with SIGNAL CALLS: to each process of a daemon that makes one of these
# system calls, when it does.
comes_with() {
	need strace
	no_leak_check
	ruptimed=$(script traced <<-END
		exec strace -D -f -qq -o '$dir/trace' -e trace=$2 \\
		    -e inject=$2:signal=$1 '$built' "\$@"
	END
	)
}

@test "at its end, while it removes its pid file" {
	for signal in USR1 TERM INT HUP; do
		comes_with "$signal" unlink,unlinkat
		await_daemon "$ruptimed" -f -P "$dir/run/pid" -p 0 \
		    -l 127.0.0.1 -c 'echo up'
		stop_daemon
		wait "$daemon"
		grep -q "unlink.*$dir/run/pid" "$dir/trace"
		[ ! -e "$dir/run/pid" ]
	done
}

@test "SIGUSR1 before there is anything to count" {
	for call in socket setsid umask; do
		comes_with USR1 "$call"
		run -1 --separate-stderr timeout 60 "$ruptimed" -p 0 \
		    -l 127.0.0.1 -c 'exit 3'
		[ "$stderr" = "ruptimed: exit 3: the uptime command exited with\
 status 3" ]
		grep -q "$call(" "$dir/trace"
	done
}

@test "SIGUSR1 to all who have the daemon's name" {
	comes_with USR1 wait4,waitid
	await_daemon "$ruptimed" -f -P "$dir/run/pid" -l "$dir/run/socket" \
	    -c 'echo up'
	[ "$(ask_socket "$dir/run/socket")" = up ]
	stop_daemon
	grep -q 'wait' "$dir/trace"
}
