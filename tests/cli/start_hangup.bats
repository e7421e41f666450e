# ruptimed(8): "HUP: ignored by a daemon; in the foreground, where it tells that
# the terminal was closed, it stops as for TERM, unless it was ignored at the
# start, as nohup(1) has it".
load lib_startup

goes_on_after_hup() {
	kill -HUP "$daemon"
	[ "$(ask_socket "$dir/run/socket")" = up ]
	[ "$(ask_socket "$dir/run/socket")" = up ]
	run ! gone "$daemon"
}

@test "a daemon ignores it" {
	daemonize "$ruptimed" -l "$dir/run/socket" -c 'echo up'
	goes_on_after_hup
}

@test "in the foreground it stops, as asked" {
	await_daemon env --default-signal=HUP "$ruptimed" -f -p 0 \
	    -P "$dir/run/pid" -l "$dir/run/socket" -c 'echo up'
	kill -HUP "$daemon"
	wait "$daemon"
	[ ! -e "$dir/run/pid" ]
	[ ! -e "$dir/run/socket" ]
}

@test "in the foreground under nohup it goes on" {
	await_daemon nohup "$ruptimed" -f -p 0 -l "$dir/run/socket" -c 'echo up'
	goes_on_after_hup
}

@test "the command gets it as by default all the same" {
	await_daemon nohup "$ruptimed" -f -p 0 -l "$dir/run/socket" \
	    -c "sed -n 's/^SigIgn:[[:space:]]*//p' /proc/\$\$/status; :"
	ignored=$(ask_socket "$dir/run/socket")
	# HUP, INT, PIPE and TERM.
	[ $((16#$ignored & 16#5003)) -eq 0 ]
}

@test "a terminal that is closed ends the one that it was started at" {
	need socat
	at_terminal="env --default-signal=HUP $ruptimed -f -p 0"
	at_terminal+=" -l $dir/run/socket"
	background socat "PIPE:$dir/keyboard" \
	    "EXEC:$at_terminal,pty,setsid,ctty"
	terminal=$pid
	wait_until test -S "$dir/run/socket"
	wait_until ask_socket "$dir/run/socket"
	kill -KILL "$terminal"
	wait_until nothing_left
	[ ! -e "$dir/run/socket" ]
}
