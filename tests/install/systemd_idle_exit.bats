# ruptimed(8), --idle-exit: "End with status 0 when there has been no client and
# no run for seconds.  A client that comes meanwhile is lost in no case: it
# waits in the passed socket, and starts the next daemon".
load ../cli/lib_startup

# manage NAME ARGUMENT...: a service manager holds $dir/run/NAME; sets told, the
# file where it tells what it does.
manage() {
	local path=$dir/run/$1
	shift
	ldd "$ruptimed" | grep -q libsystemd || skip "built without libsystemd"
	need socat
	told=$dir/out.${#started[@]}
	log=$dir/err.${#started[@]}
	background "$tools/manager" "$path" "$ruptimed" -f "$@"
	manager=$pid
	wait_until grep -q listening "$told"
}

# ended TIMES: daemons with status 0, and none with another.
ended() {
	[ "$(grep -c '^ended 0$' "$told")" -eq "$1" ] &&
	    ! grep '^ended [^0]' "$told"
}

# long_enough_for_idle: another daemon, whose time began later, has left.
long_enough_for_idle() {
	local told log
	manage other --idle-exit 0.2 -c 'echo other'
	[ "$(ask_socket "$dir/run/other")" = other ]
	wait_until ended 1
}

@test "from no process, and back to none, as often as one likes" {
	manage socket --idle-exit=0.05 -c 'echo up'
	for n in 1 2 3; do
		run ! pgrep -P "$manager"
		[ "$(ask_socket "$dir/run/socket")" = up ]
		wait_until ended "$n"
		[ "$(grep -c '^started' "$told")" -eq "$n" ]
	done
	[ -S "$dir/run/socket" ]
}

@test "the log tells of the end, and what was done" {
	manage socket --idle-exit=0.05 -c 'echo up'
	[ "$(ask_socket "$dir/run/socket")" = up ]
	wait_until ended 1
	run -0 tail -n 2 "$log"
	[ "${lines[0]}" = 'ruptimed: idle for 0.05 s, leaving' ]
	[[ ${lines[1]} == 'ruptimed: accepted 1, answered 1, '*'waiting 0' ]]
}

# systemd does not look whether it is enabled, and to be started again, where it
# takes the end for a stop that was asked for.
@test "the service manager is not told of a stop that nobody asked for" {
	manage_notify=$dir/run/notify
	background socat -u "UNIX-RECV:$manage_notify,mode=666" \
	    "OPEN:$dir/notified,creat,append"
	wait_until test -S "$manage_notify"
	export NOTIFY_SOCKET=$manage_notify
	manage socket --idle-exit=0.05 -c 'echo up'
	[ "$(ask_socket "$dir/run/socket")" = up ]
	wait_until ended 1
	printf MARK | socat -u - "UNIX-SENDTO:$manage_notify"
	wait_until grep -q MARK "$dir/notified"
	grep -q READY=1 "$dir/notified"
	run ! grep -q STOPPING=1 "$dir/notified"
}

# The pauses between them are such that some come just when one leaves: nobody
# knows when that is, so all of up to a tenth of a second are tried.
@test "clients that come while daemons leave are all answered" {
	manage socket --idle-exit=0.001 -c 'echo up'
	ends=0
	for ((n = 0; n < 2000 && (n < 100 || ends < 10); n++)); do
		[ "$(ask_socket "$dir/run/socket")" = up ]
		read -rt "0.$(printf %03d "$((n % 50 * 2))")1" <> <(:) || true
		ends=$(grep -c '^ended 0$' "$told" || true)
	done
	[ "$ends" -ge 10 ]
	run ! grep '^ended [^0]' "$told"
}

lines_of_runs() {
	[ "$(wc -l <"$dir/run/runs")" -eq "$1" ]
}

@test "it stays while a client waits for its run" {
	make_gate
	manage socket --idle-exit=0.001 -a 0 -t 60 \
	    -c "echo >>$dir/run/runs; $gate"
	ask_socket "$dir/run/socket" >"$dir/reply" &
	asker=$!
	# The trial run, then the client's.
	wait_until lines_of_runs 1
	open_gate first
	wait_until lines_of_runs 2
	long_enough_for_idle
	ended 0
	open_gate second
	wait "$asker"
	[ "$(cat "$dir/reply")" = second ]
	wait_until ended 1
}

@test "it stays while a client has not closed" {
	manage socket --idle-exit=0.001 -c 'echo up'
	mkfifo "$dir/fifo"
	socat -t 60 "UNIX-CONNECT:$dir/run/socket" - <"$dir/fifo" \
	    >"$dir/reply" 3>&- &
	asker=$!
	started+=("$asker")
	exec 9>"$dir/fifo"
	wait_until grep -q up "$dir/reply"
	long_enough_for_idle 9>&-
	ended 0
	exec 9>&-
	wait_until ended 1
}

@test "a daemon that has nobody's time but that one to wait for makes no call" {
	need strace
	manage socket --idle-exit=1000 -c 'echo up'
	[ "$(ask_socket "$dir/run/socket")" = up ]
	daemon=$(sed -n 's/^started //p' "$told")
	# Nothing is left but that timer: the wait is longer than all others.
	wait_until waits_for_more_than_a_minute
	run -124 timeout 2 strace -f -o "$dir/trace" -p "$daemon"
	[ -s "$dir/trace" ] || skip "may not trace"
	run cat "$dir/trace"
	[ "${#lines[@]}" -eq 1 ]
	[[ $output =~ ^[0-9]+\ +epoll_.*\<detached\ \.\.\.\>$ ]]
}

waits_for_more_than_a_minute() {
	local call
	read -ra call <"/proc/$daemon/syscall"
	[ "$((call[4]))" -gt 60000 ] && [ "$((call[4]))" -le 1000000 ]
}

@test "told to stop meanwhile, it stops" {
	manage socket --idle-exit=1000 -c 'echo up'
	[ "$(ask_socket "$dir/run/socket")" = up ]
	kill -TERM "$(sed -n 's/^started //p' "$told")"
	wait_until ended 1
	grep -q 'stopping, 0 clients wait' "$log"
}

@test "without passed sockets it is a usage error" {
	for how in '-f' '' "-P $dir/run/pid"; do
		# shellcheck disable=SC2086
		run -2 --separate-stderr timeout 60 "$ruptimed" $how -p 0 \
		    --idle-exit=5
		[ "${stderr_lines[0]}" = "ruptimed: --idle-exit: no service\
 manager has passed sockets, which would start the next ruptimed" ]
		[[ ${stderr_lines[1]} == "usage: ruptimed "* ]]
		[ ! -e "$dir/run/pid" ]
	done
	wait_until nothing_left
}

@test "0 is to stay, and needs none" {
	await_daemon "$ruptimed" -f -p 0 -l "$dir/run/socket" --idle-exit=0 \
	    -c 'echo up'
	[ "$(ask_socket "$dir/run/socket")" = up ]
}

@test "the last one given counts" {
	manage socket --idle-exit=0.001 --idle-exit=0 -c 'echo up'
	[ "$(ask_socket "$dir/run/socket")" = up ]
	long_enough_for_idle
	ended 0
}
