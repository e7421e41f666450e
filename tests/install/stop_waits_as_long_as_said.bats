# ruptimed(8): "Stopping takes at most twice the timeout", and the services wait
# as long, whatever the timeout is.
load lib_init

# waits SECONDS ARGUMENT...: so long for a daemon with these arguments.
waits() {
	local expected=$1 text
	shift
	background "$sleeper" "$@"
	wait_until test -s "$dir/out.$((${#started[@]} - 1))"
	text=$(daemon_pid=$pid pid=$pid sh -c "$(cat "$dir/function")
seconds_to_stop")
	echo "$*: $text, not $expected"
	[ "$text" -eq "$expected" ]
	kill -KILL "$pid"
}

@test "the scripts read what the process was started with" {
	local target
	need make
	sleeper=$(script sleeper <<<'echo started; while :; do sleep 0.1; done')
	for target in install-sysv install-openrc; do
		install_for "$target"
		sed -n '/^seconds_to_stop() {/,/^}/p' "$init" >"$dir/function"
		waits 15
		waits 25 -t 10
		waits 25 -vt10
		waits 125 --timeout=60
		waits 125 -t 10 --time 60
		waits 15 -a 60 -P /run/t -c $'echo -t\n-t'
		waits 21 -t 08.5
		waits 5 -t .25
		waits 7205 -t 3600
	done
}

@test "a client that waits longer than a manager would is answered" {
	make_namespace
	install_for install-sysv
	mkdir "$dir/w"
	options "-t 10 -a 0 -c 'test ! -e $dir/w/slow || sleep 9; echo up'"
	run -0 "${ns[@]}" "$init" start 3>&-
	: >"$dir/w/slow"
	# One waits for the run of the other: two of nine seconds.
	background "${ns[@]}" nc 127.0.0.1 4000 </dev/null
	wait_until pgrep -f 'sleep 9'
	background "${ns[@]}" nc 127.0.0.1 4000 </dev/null
	run -0 "${ns[@]}" timeout 60 "$init" stop 3>&-
	[ "$(cat "$dir/out.2")" = up ]
}

@test "systemd is told, and asked for more where it is needed" {
	need socat
	ldd "$ruptimed" | grep -q libsystemd || skip "built without libsystemd"
	background socat -u "UNIX-RECV:$dir/run/notify,mode=666" \
	    "OPEN:$dir/told,creat,append"
	wait_until test -S "$dir/run/notify"
	export NOTIFY_SOCKET=$dir/run/notify
	start_daemon -t 100 -c 'echo up'
	wait_until grep -q READY=1 "$dir/told"
	grep -q 'EXTEND_TIMEOUT_USEC=105000000READY' "$dir/told"
	stop_daemon
	wait_until grep -q STOPPING=1 "$dir/told"
	grep -q '^EXTEND_TIMEOUT_USEC=205000000' "$dir/told"
}

@test "for one client, too" {
	need socat
	ldd "$ruptimed" | grep -q libsystemd || skip "built without libsystemd"
	background socat -u "UNIX-RECV:$dir/run/notify,mode=666" \
	    "OPEN:$dir/told,creat,append"
	wait_until test -S "$dir/run/notify"
	make_gate
	NOTIFY_SOCKET=$dir/run/notify background socat -t 60 - \
	    "EXEC:$ruptimed -i -t 100 -c $gate" </dev/null
	wait_until test -e "$dir/run/asked"
	kill -TERM "$(pgrep -o -f "^$ruptimed -i")"
	wait_until grep -q STOPPING=1 "$dir/told"
	grep -q '^EXTEND_TIMEOUT_USEC=205000000' "$dir/told"
	open_gate up
	wait "$pid"
	[ "$(cat "$dir/out.1")" = up ]
}

@test "a manager that has stopped to read holds up nobody" {
	ldd "$ruptimed" | grep -q libsystemd || skip "built without libsystemd"
	DEAF_PATH=$dir/run/notify background "$tools/deaf" syslogd sleep 60
	wait_until test -S "$dir/run/notify"
	export NOTIFY_SOCKET=$dir/run/notify WATCHDOG_USEC=2000
	start_daemon -a 0 -c 'echo up'
	run -0 timeout 60 "$tools/swarm" -n 500 -c 5 127.0.0.1 "$port"
	[[ $output == *" replied=500 "* ]]
	stop_daemon
}
