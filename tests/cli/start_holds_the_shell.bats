# ruptimed(8): "The shell gets control back when the daemon is ready: a client
# that connects then is answered".
load lib_startup

@test "the first connection after the shell is back is answered" {
	for i in 1 2 3 4 5; do
		daemonize "$ruptimed" -l "$dir/run/socket" -c "echo $i"
		[ "$(ask_socket "$dir/run/socket")" = "$i" ]
		stop_daemon
	done
}

@test "the shell waits as long as the command has not been seen to work" {
	make_gate
	background timeout 60 "$ruptimed" -P "$dir/run/pid" \
	    -l "$dir/run/socket" -t 60 -a 60 -c "$gate"
	shell=$pid
	wait_until test -e "$dir/run/asked"
	run ! gone "$shell"
	open_gate up
	wait "$shell"
	[ "$(ask_socket "$dir/run/socket")" = up ]
}

@test "a daemon that is killed while it starts leaves no shell waiting" {
	make_gate
	background timeout 60 "$ruptimed" -P "$dir/run/pid" \
	    -l "$dir/run/socket" -t 60 -c "$gate"
	shell=$pid
	wait_until test -s "$dir/run/pid"
	wait_until test -e "$dir/run/asked"
	kill -KILL "$(cat "$dir/run/pid")"
	status=0 && wait "$shell" || status=$?
	[ "$status" -eq 1 ]
	grep -Fx 'ruptimed: killed by signal 9 while starting' "$dir/err.0"
}

@test "a daemon that is told to stop while it starts does so, and says 1" {
	make_gate
	background timeout 60 "$ruptimed" -P "$dir/run/pid" \
	    -l "$dir/run/socket" -t 60 -c "$gate"
	shell=$pid
	wait_until test -e "$dir/run/asked"
	kill -TERM "$(cat "$dir/run/pid")"
	status=0 && wait "$shell" || status=$?
	[ "$status" -eq 1 ]
	[ "$(cat "$dir/err.0")" = 'ruptimed: told to stop while starting' ]
	wait_until nothing_left
	[ ! -e "$dir/run/pid" ]
	[ ! -e "$dir/run/socket" ]
}

# By who does not know the daemon, but what was started: timeout(1) here.
@test "so does one whose shell is told to stop" {
	make_gate
	background timeout --foreground 30 "$ruptimed" -P "$dir/run/pid" \
	    -l "$dir/run/socket" -t 60 -c "$gate"
	shell=$pid
	wait_until test -e "$dir/run/asked"
	kill -TERM "$shell"
	wait "$shell" || true
	# The shell is gone before the daemon has said so.
	wait_until nothing_left
	[ "$(cat "$dir/err.0")" = 'ruptimed: told to stop while starting' ]
	[ ! -e "$dir/run/pid" ]
	[ ! -e "$dir/run/socket" ]
}

@test "in the foreground, too" {
	make_gate
	background "$ruptimed" -f -P "$dir/run/pid" -l "$dir/run/socket" \
	    -t 60 -c "$gate"
	wait_until test -e "$dir/run/asked"
	kill -TERM "$pid"
	status=0 && wait "$pid" || status=$?
	[ "$status" -eq 1 ]
	[ "$(cat "$dir/err.0")" = 'ruptimed: told to stop while starting' ]
	[ ! -e "$dir/run/pid" ]
}

@test "an interrupt at the terminal ends the daemon that is starting" {
	make_gate
	mkfifo "$dir/keyboard"
	at_terminal="$ruptimed -P $dir/run/pid -l $dir/run/socket"
	background socat "PIPE:$dir/keyboard" \
	    "EXEC:$at_terminal -t 60 -c $gate,pty,setsid,ctty"
	exec {keyboard}>"$dir/keyboard"
	wait_until test -e "$dir/run/asked"
	printf '\003' >&"$keyboard"
	wait_until gone "$pid"
	wait_until nothing_left
	[ ! -e "$dir/run/pid" ]
	[ ! -e "$dir/run/socket" ]
	exec {keyboard}>&-
}
