# ruptimed(8): "-i: for inetd(8) and the like.  Standard input is the client's
# connected socket: answer it and exit.  -A applies; what fails is told to the
# client in a line that begins with error: and to syslog(3), and nothing else is
# ever written to the socket".
load lib_startup

# inetd ARGUMENT...: serve each client of $port by a ruptimed -i of its own,
# with the socket as standard input, output and error, or $errors as the last;
# $dir/ends tells how each ended.
inetd() {
	need socat
	: >"$dir/ends"
	printf '%q ' "$ruptimed" -i "$@" |
	    sed "s|\$|2>${errors-\&1}; echo \$? >>'$dir/ends'|" |
	    script service
	background socat -d -d TCP-LISTEN:0,bind=127.0.0.1,fork \
	    "EXEC:$dir/service,nofork"
	log=$dir/err.$((${#started[@]} - 1))
	wait_until grep -q 'listening on' "$log"
	port=$(sed -n 's/.*listening on .*:\([0-9]*\)$/\1/p' "$log")
}

# ended STATUS...: so the daemons of all clients did, and left nothing.
ended() {
	wait_until eval '[ "$(wc -l <"$dir/ends")" -eq '$#' ]'
	[ "$(cat "$dir/ends")" = "$(printf '%s\n' "$@")" ]
	wait_until eval '[ -z "$(pgrep -f "^$ruptimed -i")" ]'
}

@test "a client reads the reply and the end of the file, and it exits" {
	inetd
	run -0 ask
	is_uptime "$output"
	ended 0
}

@test "so does one that sends something first" {
	inetd -c 'echo up'
	[ "$(printf 'GET / HTTP/1.0\r\n\r\n' | nc -N 127.0.0.1 "$port")" = up ]
	ended 0
}

@test "so do several at once" {
	inetd -c 'echo up'
	for i in 1 2 3 4 5; do
		background nc -N 127.0.0.1 "$port" </dev/null
	done
	for i in 1 2 3 4 5; do
		wait "${started[$i]}"
		[ "$(cat "$dir/out.$i")" = up ]
	done
	ended 0 0 0 0 0
}

@test "-A applies, and the command is not run for who is denied" {
	inetd -A 192.0.2.0/24 -c "echo >$dir/run/ran; echo up"
	[ "$(ask)" = "error: access denied" ]
	ended 0
	[ ! -e "$dir/run/ran" ]
}

@test "-A any allows" {
	inetd -A any -c 'echo up'
	[ "$(ask)" = up ]
}

@test "a command that fails is told in one line" {
	inetd -v -c 'echo reason >&2; exit 3'
	[ "$(ask)" = "error: the uptime command exited with status 3" ]
	ended 0
}

@test "a command that is too slow is told so" {
	mkfifo "$dir/never"
	chmod 666 "$dir/never"
	inetd -t 0.1 -c "cat $dir/never"
	[ "$(ask)" = "error: the uptime command took longer than 0.1 s" ]
	ended 0
}

@test "what cannot be read from inetd's configuration is told too" {
	inetd -m 0
	[[ $(ask) =~ ^"error: "[^$'\n']+$ ]]
	ended 2
	inetd -u no-such-user
	[[ $(ask) =~ ^"error: "[^$'\n']+$ ]]
	ended 1
}

@test "root's becomes an ordinary user" {
	need_root
	inetd -u nobody -c 'id -un'
	[ "$(ask)" = nobody ]
}

@test "a client that leaves before its reply is the end of it too" {
	make_gate
	inetd -t 60 -c "$gate"
	background nc 127.0.0.1 "$port" </dev/null
	client=$pid
	wait_until test -e "$dir/run/asked"
	kill -KILL "$client"
	wait_until gone "$client"
	open_gate up
	ended 0
}

# One client is all that it serves, so it is no matter how many more there could
# be.
@test "few descriptors are enough for it, and are not told of" {
	errors=$dir/run/errors
	ulimit -n 64
	inetd -v -c 'echo up'
	[ "$(ask)" = up ]
	ended 0
	run ! grep descriptor "$errors"
	grep 'run 1 starts' "$errors"
}

# waiting ARGUMENT...: a client waits for the run of $gate; sets client, reply
# (the file of what it is told) and daemon.
waiting() {
	make_gate
	inetd -c "$gate" "$@"
	background nc 127.0.0.1 "$port" </dev/null
	client=$pid reply=$dir/out.$((${#started[@]} - 1))
	wait_until test -e "$dir/run/asked"
	daemon=$(pgrep -o -f "^$ruptimed -i")
}

@test "told to stop, it answers first" {
	waiting -t 60
	kill -TERM "$daemon"
	open_gate up
	wait "$client"
	[ "$(cat "$reply")" = up ]
	ended 0
}

@test "told to stop, it says so where the run does not end in time" {
	waiting -t 1
	kill -TERM "$daemon"
	wait "$client"
	[[ $(cat "$reply") == 'error: '* ]]
	ended 0
}

@test "told so twice, it does not wait, and says so" {
	waiting -t 60
	kill -TERM "$daemon"
	kill -INT "$daemon"
	wait "$client"
	[ "$(cat "$reply")" = 'error: the server is stopping' ]
	ended 0
}
