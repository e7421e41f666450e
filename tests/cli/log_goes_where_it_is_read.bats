# ruptimed(8): "A daemon logs to syslog(3), facility daemon; what keeps it from
# starting goes to standard error too.  In the foreground it logs to standard
# error alone".
load lib_startup

# A namespace with a /dev of its own, and a syslogd behind /dev/log whose log
# is $dir/syslog.
make_syslog() {
	make_namespace
	need socat
	mkdir "$dir/dev"
	: >"$dir/dev/null"
	"${ns[@]}" mount --bind /dev/null "$dir/dev/null"
	"${ns[@]}" mount --rbind "$dir/dev" /dev
	background socat -u "UNIX-RECV:$dir/dev/log,mode=666" \
	    "OPEN:$dir/syslog,creat,append"
	wait_until test -S "$dir/dev/log"
}

# logged LEVEL PID TEXT: both are regular expressions; daemon is facility 3.
# The messages come without newlines.
logged() {
	tr '<' '\n' <"$dir/syslog" |
	    grep -E "^$((3 * 8 + $1))>.* ruptimed\[$2\]: $3"
}
warning=4 notice=5 info=6 debug=7

@test "a daemon logs to syslog what it listens on, and the notice" {
	make_syslog
	override_services
	"${ns[@]}" "$ruptimed" -P "$dir/run/pid" -l 127.0.0.1 -c 'echo up'
	daemon=$(cat "$dir/run/pid")
	wait_until logged "$info" "$daemon" 'listening on 127\.0\.0\.1:4000'
	logged "$notice" '[0-9]+' \
	    'the services database lacks ruptime, .*"ruptime 4000/tcp"'
}

@test "a failure to start goes to both" {
	make_syslog
	run -1 --separate-stderr "${ns[@]}" timeout 60 "$ruptimed" \
	    -P "$dir/run/pid" -l 192.0.2.1 -p 4001
	[ "$stderr" = "ruptimed: 192.0.2.1:4001: Cannot assign requested\
 address" ]
	wait_until logged "$warning" '[0-9]+' \
	    '192\.0\.2\.1:4001: Cannot assign requested address'
}

@test "in the foreground nothing goes to syslog" {
	make_syslog
	await_daemon "${ns[@]}" "$ruptimed" -f -l "$dir/run/socket" -c 'echo up'
	grep -qx "ruptimed: listening on $dir/run/socket" "$log"
	# Were there an earlier line, it would be read before this one.
	printf '<30>end' | socat -u - "UNIX-SENDTO:$dir/dev/log"
	wait_until grep '<30>end' "$dir/syslog"
	run ! grep ruptimed "$dir/syslog"
}

@test "-v logs each client and run at level debug" {
	make_syslog
	"${ns[@]}" "$ruptimed" -v -P "$dir/run/pid" -l 127.0.0.1 -p 4001 \
	    -c 'echo up'
	daemon=$(cat "$dir/run/pid")
	[ "$("${ns[@]}" nc -N 127.0.0.1 4001 </dev/null)" = up ]
	wait_until logged "$debug" "$daemon" \
	    '127\.0\.0\.1:[0-9]+: answered by run'
	logged "$debug" "$daemon" 'run 1 has ended'
}

@test "without -v it does not" {
	start_daemon -c 'echo up'
	[ "$(ask)" = up ]
	stop_daemon
	run ! grep -e ' run ' -e 127.0.0.1:.*: "$log"
}

@test "-i logs to syslog what the client is told" {
	make_syslog
	"${ns[@]}" socat - "EXEC:$ruptimed -i -c false" </dev/null >"$dir/reply"
	[ "$(cat "$dir/reply")" = \
	    "error: the uptime command exited with status 1" ]
	wait_until logged "$warning" '[0-9]+' \
	    'false: the uptime command exited with status 1'
}

@test "where nobody reads standard error any more it goes on" {
	mkfifo "$dir/errors"
	background cat "$dir/errors"
	"$ruptimed" -f -v -a 0 -p 0 -l "$dir/run/socket" -c 'echo up' \
	    2>"$dir/errors" 3>&- &
	daemon=$!
	started+=("$daemon")
	wait_until ask_socket "$dir/run/socket"
	kill -KILL "$pid"
	wait_until gone "$pid"
	[ "$(ask_socket "$dir/run/socket")" = up ]
	[ "$(ask_socket "$dir/run/socket")" = up ]
}

@test "where a reader of standard error stops, it goes on" {
	mkfifo "$dir/errors"
	exec {stopped}<>"$dir/errors"
	"$ruptimed" -f -v -a 0 -p 0 -l "$dir/run/socket" -c 'echo up' \
	    2>"$dir/errors" 3>&- &
	daemon=$!
	started+=("$daemon")
	wait_until ask_socket "$dir/run/socket"
	# Fill the pipe.
	wait_until eval '! timeout 0.2 dd if=/dev/zero bs=4096 count=100 \
	    >"$dir/errors"'
	[ "$(ask_socket "$dir/run/socket")" = up ]
	[ "$(ask_socket "$dir/run/socket")" = up ]
	exec {stopped}<&-
}
