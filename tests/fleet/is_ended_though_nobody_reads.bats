# ruptime(1): "They are heeded too while nobody reads what ruptime prints, and
# the rest of that is lost".
load lib_fleet

# A pipe in which there is no room.
test_setup() {
	grep -q '[a-z]' /proc/[0-9]*/wchan 2>/dev/null ||
	    skip "needs /proc/PID/wchan"
	start_daemon
	mkfifo "$dir/pipe"
	exec 8<>"$dir/pipe"
	dd if=/dev/zero of="$dir/pipe" oflag=nonblock bs=4096 count=1000 \
	    2>/dev/null || true
}

# ends_by SIGNAL ARGUMENT...: once it waits for its reader.
ends_by() {
	local status=0
	set -m
	background sh -c 'exec "$@" >"$0"' "$dir/pipe" \
	    "${limited[@]}" "$ruptime" -p "$port" -T 60 "${@:2}"
	set +m
	# Not as an event loop waits, which is epoll_wait(2).
	wait_until grep -Eq 'pipe|poll_schedule' "/proc/$pid/wchan"
	kill -s "$1" "$pid"
	wait_until gone "$pid"
	wait "$pid" || status=$?
	[ "$status" -eq 1 ]
	grep -x 'ruptime: standard output: Interrupted system call' \
	    "$dir/err.$((${#started[@]} - 1))"
}

@test "of hosts that are printed one by one" {
	for signal in INT TERM HUP QUIT ALRM; do
		ends_by "$signal" -o raw 127.0.0.1 localhost
	done
}

@test "of a command, of which nothing is left" {
	slow=$(script slow <<-END
		echo "\$\$" >>"$dir/pids"
		echo ' 08:38:22 up  1:11,  0 user,  load average: 3.41, 3.47, 3.37'
		exec sleep 1000
	END
	)
	ends_by TERM -e "$slow" a
	wait_until gone "$(cat "$dir/pids")"
}

# With ulimit -i no timer can be had, which else interrupts a write.
@test "nor may signals be queued" {
	need prlimit
	limited=(prlimit --sigpending=0)
	for signal in INT TERM; do
		ends_by "$signal" -o raw 127.0.0.1 localhost
	done
}

@test "a message, and no signals may be queued" {
	local status=0
	need prlimit
	set -m
	background sh -c 'exec "$@" 2>"$0"' "$dir/pipe" \
	    prlimit --sigpending=0 "$ruptime" --nobody
	set +m
	wait_until grep -Eq 'pipe|poll_schedule' "/proc/$pid/wchan"
	kill "$pid"
	wait_until gone "$pid"
	wait "$pid" || status=$?
	[ "$status" -eq 143 ]
}
