# ruptimed(8): "Nothing that it logs to holds it up: where a terminal, a pipe, a
# socket or the system logger is not read, messages are lost".
load lib_startup

# deaf KIND ARGUMENT...: a daemon with a log of that kind that nobody reads, and
# a run for each client; sets deaf (the tool), daemon and port.
deaf() {
	local kind=$1
	shift
	need ss
	background "$tools/deaf" "$kind" "$ruptimed" -f -v -a 0 -p 0 \
	    -l 127.0.0.1 -c 'echo up' "$@"
	deaf=$pid said=$dir/out.$((${#started[@]} - 1))
	wait_until test -s "$said"
	daemon=$(cat "$said")
	started+=("$daemon")
	wait_until is_listening
}

is_listening() {
	port=$(ss -Hltnp | sed -n "s/.* 127\.0\.0\.1:\([0-9]*\) .*pid=$daemon,.*/\1/p")
	[ -n "$port" ]
}

# Far more lines than anything holds; and TERM is heard.
serves_and_stops() {
	run -0 timeout 60 "$tools/swarm" -n 2000 -c 50 127.0.0.1 "$port"
	echo "$output"
	[[ $output == *" replied=2000 "* ]]
	[ "$(ask)" = up ]
	kill -TERM "$daemon"
	wait_until gone "$deaf"
	wait "$deaf"
}

@test "a terminal" {
	deaf terminal
	serves_and_stops
}

@test "a socket, as that of the journal is" {
	deaf socket
	serves_and_stops
}

@test "a pipe" {
	deaf pipe
	serves_and_stops
}

# Others write there too: what was free when it was looked at is not any more.
@test "a pipe that others fill" {
	deaf pipe
	dd if=/dev/zero bs=1 2>/dev/null >"/proc/$daemon/fd/2" &
	started+=("$!")
	serves_and_stops
}

@test "who begins to read again finds whole lines" {
	deaf terminal
	run -0 timeout 60 "$tools/swarm" -n 500 -c 50 127.0.0.1 "$port"
	kill -USR1 "$deaf"
	wait_until eval '[ "$(wc -l <"$said")" -gt 2 ]'
	# It was silent for a second at most.
	wait_until eval 'kill -USR1 "$daemon"; grep "accepted 500" "$said"'
	kill -TERM "$daemon"
	wait_until gone "$deaf"
	# One line may be torn where the terminal stopped, and none is glued to it.
	run ! grep 'ruptimed: .*ruptimed: ' "$said"

}

@test "the terminal of others is left as it is" {
	deaf terminal
	[ "$(ask)" = up ]
	[ $((0$(sed -n 's/^flags:[[:space:]]*//p' "/proc/$daemon/fdinfo/2") & 04000)) -eq 0 ]
	serves_and_stops
}

# A syslogd that is there, and has stopped to read.
@test "the system logger" {
	make_namespace
	mkdir "$dir/dev"
	: >"$dir/dev/null"
	"${ns[@]}" mount --bind /dev/null "$dir/dev/null"
	"${ns[@]}" mount --rbind "$dir/dev" /dev
	DEAF_PATH=$dir/dev/log background "$tools/deaf" syslogd sleep 60
	wait_until test -S "$dir/dev/log"
	timeout 60 "${ns[@]}" "$ruptimed" -v -a 0 -P "$dir/run/pid" \
	    -l 127.0.0.1 -p 4001 -c 'echo up'
	daemon=$(cat "$dir/run/pid")
	run -0 timeout 60 "${ns[@]}" "$tools/swarm" -n 2000 -c 50 127.0.0.1 4001
	[[ $output == *" replied=2000 "* ]]
	stop_daemon
}

# in_background COMMAND...: of a shell on a terminal of its own, which stops who
# writes to it from there; sets daemon.
in_background() {
	local job
	need script
	job=$(script job <<<"set -m; stty tostop; $* & echo \$! >'$dir/run/job'; wait")
	background timeout 60 script -qec "bash $job" /dev/null </dev/null
	wait_until test -s "$dir/run/job"
	daemon=$(cat "$dir/run/job")
	started+=("$daemon")
}

@test "a terminal that stops background jobs does not stop this one" {
	in_background "$ruptimed" -f -v -a 0 -l "$dir/run/socket" -c "'echo up'"
	wait_until ask_socket "$dir/run/socket"
	[ "$(ask_socket "$dir/run/socket")" = up ]
	stop_daemon
}

@test "a log that may not grow" {
	log=$dir/log
	(ulimit -f 1 && exec "$ruptimed" -f -v -a 0 -l "$dir/run/socket" \
	    -c 'echo up' 2>"$log") 3>&- &
	daemon=$!
	started+=("$daemon")
	wait_until ask_socket "$dir/run/socket"
	for _ in {1..20}; do
		[ "$(ask_socket "$dir/run/socket")" = up ]
	done
	[ "$(stat -c %s "$log")" -eq 1024 ]
	stop_daemon
	wait "$daemon"
}
