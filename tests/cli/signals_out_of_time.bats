# ruptimed(8): "It ends nothing while there is nothing to count, nor in the
# processes of a daemon that starts or runs the command",
# "One that comes last, after all have been served, is too late for
# anything: the pid file is removed",
# "A daemon that is starting says that it was told to stop, and ends with
# status 1".
load lib_startup

# comes_with SIGNAL CALLS: to each process of a daemon that makes one of these
# system calls, when it does.
comes_with() {
	need strace
	no_leak_check
	ruptimed=$(script traced <<-END
		exec env --default-signal=HUP strace -D -f -qq -o '$dir/trace' -e trace=$2 \\
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

# asked_early CALL ARGUMENT...: it may say its counters as soon as it has some.
asked_early() {
	comes_with USR1 "$1"
	run -1 --separate-stderr timeout 60 "$ruptimed" "${@:2}" -p 0 \
	    -P "$dir/run/pid" -l 127.0.0.1 -c 'exit 3'
	[ "$(grep -v ' accepted 0, ' <<<"$stderr")" = "ruptimed: exit 3: the\
 uptime command exited with status 3" ]
	grep -q "$1(" "$dir/trace"
}

@test "SIGUSR1 before there is anything to count" {
	for call in listen setsid umask; do
		asked_early "$call"
	done
	# As one looks users up.  Not where messages go to the system logger,
	# which may be a socket each, and so ask for the next one.
	asked_early socket -f
}

@test "SIGUSR1 to all who have the daemon's name" {
	comes_with USR1 wait4,waitid
	await_daemon "$ruptimed" -f -P "$dir/run/pid" -l "$dir/run/socket" \
	    -c 'echo up'
	[ "$(ask_socket "$dir/run/socket")" = up ]
	stop_daemon
	grep -q 'wait' "$dir/trace"
}

# told_to_stop CALL ARGUMENT...
told_to_stop() {
	comes_with "$signal" "$1"
	run -1 --separate-stderr timeout 60 "$ruptimed" "${@:2}" -p 0 \
	    -l "$dir/run/socket" -P "$dir/run/pid" -c 'echo up'
	echo "$signal at $1: $stderr"
	[ "$stderr" = 'ruptimed: told to stop while starting' ]
	grep -q "$1(" "$dir/trace"
	wait_until nothing_left
	[ -z "$(ls "$dir/run")" ]
}

@test "told to stop before it can listen to that" {
	for signal in TERM INT HUP; do
		for call in flock listen epoll_create1; do
			told_to_stop "$call" -f
		done
	done
	signal=TERM
	for call in flock listen setsid chdir epoll_create1; do
		told_to_stop "$call"
	done
}

@test "started by inetd and told to stop before it has begun" {
	comes_with TERM epoll_create1
	background timeout 60 socat "UNIX-LISTEN:$dir/run/socket" \
	    "EXEC:$ruptimed -i -c '\"echo up\"',nofork"
	wait_until test -S "$dir/run/socket"
	[ "$(ask_socket "$dir/run/socket")" = up ]
	grep -q 'epoll_create1(' "$dir/trace"
}

@test "told to stop by all who have its name, once" {
	make_gate
	background timeout 60 "$ruptimed" -P "$dir/run/pid" \
	    -l "$dir/run/socket" -t 60 -c "$gate"
	wait_until test -e "$dir/run/asked"
	pkill -TERM -f "^$ruptimed"
	status=0 && wait "$pid" || status=$?
	[ "$status" -eq 1 ]
	[ "$(cat "$dir/err.0")" = 'ruptimed: told to stop while starting' ]
}

@test "who waits is answered, though the run is told to stop as well" {
	for signal in TERM INT HUP; do
		mkfifo "$dir/gate.$signal"
		chmod 666 "$dir/gate.$signal"
		await_daemon env --default-signal=HUP "$ruptimed" -f -p 0 \
		    -a 0 -t 60 -l "$dir/run/$signal" -c "test -e '$dir/go.$signal' || { echo up; exit; }
			: >'$dir/run/begun.$signal'; cat '$dir/gate.$signal'"
		: >"$dir/go.$signal"
		background timeout 60 socat -u "UNIX-CONNECT:$dir/run/$signal" -
		wait_until test -e "$dir/run/begun.$signal"
		pkill --signal "$signal" -f "^$ruptimed"
		timeout 60 tee "$dir/gate.$signal" <<<later
		wait "$pid"
		[ "$(cat "$dir/out.$((${#started[@]} - 1))")" = later ]
		wait "$daemon"
	done
}

@test "a run whose daemon was killed ends when it is told to" {
	await_daemon "$ruptimed" -f -a 0 -t 60 -l "$dir/run/socket" -p 0 \
	    -c "test -e '$dir/go' || { echo up; exit; }
		: >'$dir/run/begun'; sleep 1000"
	: >"$dir/go"
	background timeout 60 socat -u "UNIX-CONNECT:$dir/run/socket" -
	wait_until test -e "$dir/run/begun"
	kill -KILL "$daemon"
	wait_until gone "$daemon"
	pkill -TERM -f "^$ruptimed"
	wait_until nothing_left
}
