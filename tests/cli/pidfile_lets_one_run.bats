# ruptimed(8): "A second daemon with the same pid file names the process that
# holds it, or says that another is starting where none has written it yet, and
# exits with 1".
load lib_startup

@test "a second daemon names the first" {
	daemonize "$ruptimed" -l "$dir/run/socket" -c 'echo up'
	no_leak_check
	run -1 --separate-stderr timeout 60 "$ruptimed" -l "$dir/run/other" \
	    -P "$dir/run/pid"
	[ "$stderr" = "ruptimed: pid file $dir/run/pid: locked by process\
 $daemon: ruptimed is already running; another one needs a -P of its own" ]
	run -1 --separate-stderr timeout 60 "$ruptimed" -f -l "$dir/run/other" \
	    -P "$dir/run/pid"
	[[ $stderr == *"locked by process $daemon: "* ]]
	# The first is none the worse for it.
	[ "$(cat "$dir/run/pid")" = "$daemon" ]
	[ "$(ask_socket "$dir/run/socket")" = up ]
	[ ! -e "$dir/run/other" ]
}

@test "the pid file is locked before the address is taken" {
	daemonize "$ruptimed" -l "$dir/run/socket" -c 'echo up'
	no_leak_check
	run -1 --separate-stderr timeout 60 "$ruptimed" -l "$dir/run/socket" \
	    -P "$dir/run/pid"
	[[ $stderr == *"locked by process $daemon: "* ]]
}

@test "while the first is starting, the second says so" {
	need flock
	# As one does that has locked the file and not yet written it.
	: >"$dir/run/pid"
	chmod 666 "$dir/run/pid"
	background flock -F "$dir/run/pid" sh -c ": >$dir/run/held
	    exec sleep 1000"
	helper=$pid
	wait_until test -e "$dir/run/held"
	no_leak_check
	run -1 --separate-stderr timeout 60 "$ruptimed" -l "$dir/run/socket" \
	    -P "$dir/run/pid"
	[ "$stderr" = "ruptimed: pid file $dir/run/pid: locked: another\
 ruptimed is starting" ]
	[ -e "$dir/run/pid" ]
	[ ! -e "$dir/run/socket" ]
}

@test "a pid file that a killed daemon left stops nobody" {
	daemonize "$ruptimed" -l "$dir/run/socket" -c 'echo up'
	killed=$daemon
	kill -KILL "$killed"
	wait_until gone "$killed"
	[ "$(cat "$dir/run/pid")" = "$killed" ]
	daemonize "$ruptimed" -l "$dir/run/socket" -c 'echo again'
	[ "$daemon" != "$killed" ]
	[ "$(ask_socket "$dir/run/socket")" = again ]
}

@test "the command does not inherit the lock" {
	# What outlives a killed daemon must not hold its place.
	mkfifo "$dir/never"
	chmod 666 "$dir/never"
	lasts=$(script lasts <<<"test ! -e $dir/slow || cat $dir/never
		echo up")
	daemonize "$ruptimed" -a 0 -t 60 -l "$dir/run/socket" -c "$lasts"
	: >"$dir/slow"
	background socat -u "UNIX-CONNECT:$dir/run/socket" -
	wait_until pgrep -f "cat $dir/never"
	kill -KILL "$daemon"
	wait_until gone "$daemon"
	pgrep -f "cat $dir/never"
	rm "$dir/slow"
	daemonize "$ruptimed" -l "$dir/run/socket" -c "$lasts"
	[ "$(ask_socket "$dir/run/socket")" = up ]
}
