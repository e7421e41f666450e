# ruptimed(8): "Its exit status is that of LSB: start and stop succeed where
# there is nothing to do; status gives 0 if the daemon runs, 1 if it has died,
# 3 if it was stopped".
load lib_init

# sysv STATUS COMMAND: the script, where it finds no other init's traces.
sysv() {
	run "-$1" "${ns[@]}" timeout 60 "$init" "$2" 3>&-
	echo "$output"
}

make_system() {
	make_namespace
	install_for install-sysv
	options "-c 'echo up'"
}

asked() {
	"${ns[@]}" nc -N 127.0.0.1 4000 </dev/null
}

main_pid() {
	"${ns[@]}" cat /run/ruptimed/ruptimed.pid
}

@test "start, status, stop, status" {
	make_system
	sysv 3 status
	[ "$output" = 'ruptimed is not running.' ]
	sysv 0 start
	[ "${lines[0]}" = 'Starting ruptimed.' ]
	[ "$(asked)" = up ]
	sysv 0 status
	[ "$output" = "ruptimed is running (process $(main_pid))." ]
	sysv 0 stop
	[ "$output" = 'Stopping ruptimed.' ]
	wait_until nothing_left
	sysv 3 status
}

@test "to start what runs and to stop what does not is no error" {
	make_system
	sysv 0 stop
	[ "$output" = 'ruptimed is not running.' ]
	sysv 0 start
	before=$(main_pid)
	sysv 0 start
	[ "$output" = "ruptimed is running already (process $before)." ]
	[ "$(main_pid)" = "$before" ]
}

@test "restart and force-reload start a new one, or the first" {
	make_system
	for command in restart force-reload; do
		sysv 0 "$command"
		before=$(main_pid)
		sysv 0 "$command"
		[ "$(main_pid)" != "$before" ]
		wait_until gone "$before"
		[ "$(asked)" = up ]
		sysv 0 stop
	done
}

@test "try-restart does so only where one runs" {
	make_system
	sysv 0 try-restart
	sysv 3 status
	sysv 0 start
	before=$(main_pid)
	sysv 0 try-restart
	[ "$(main_pid)" != "$before" ]
	sysv 0 status
}

@test "one that was killed is dead, and can be started" {
	make_system
	sysv 0 start
	before=$(main_pid)
	kill -KILL "$before"
	wait_until gone "$before"
	sysv 1 status
	[ "$output" = 'ruptimed is dead, but its pid file exists.' ]
	sysv 0 stop
	sysv 0 try-restart
	sysv 1 status
	sysv 0 start
	[ "$(asked)" = up ]
}

# holds_pid PID: the pid file has this number.
holds_pid() {
	"${ns[@]}" sh -c 'mkdir -p /run/ruptimed &&
		echo "$1" >/run/ruptimed/ruptimed.pid' sh "$1"
}

@test "the pid file's word alone does not count: another's process lives on" {
	make_system
	background sleep 1000
	holds_pid "$pid"
	sysv 1 status
	sysv 0 stop
	run ! gone "$pid"
	# The same program at another path is another's, too.
	mkdir "$dir/other"
	cp "$ruptimed" "$dir/other/ruptimed"
	await_daemon "$dir/other/ruptimed" -f -p 0 -l 127.0.0.1 -c 'echo up'
	holds_pid "$daemon"
	sysv 1 status
	sysv 0 stop
	run ! gone "$daemon"
	for text in -1 '1 2' x '0/../self' ''; do
		holds_pid "$text"
		sysv 0 stop
	done
}

@test "a daemon whose program was replaced is still ours" {
	make_system
	sysv 0 start
	before=$(main_pid)
	cp "$ruptimed" "$dir/new"
	mv "$dir/new" "$ruptimed"
	sysv 0 status
	sysv 0 restart
	wait_until gone "$before"
	[ "$(asked)" = up ]
}

@test "where the daemon does not start, its words and status are passed on" {
	make_system
	options "-c false"
	sysv 1 start
	[[ $output == *'the uptime command exited with status 1'* ]]
	sysv 3 status
	options "-m none"
	sysv 2 start
}

@test "other uses" {
	make_system
	sysv 2 ''
	[[ $output == usage:* ]]
	sysv 2 help
	sysv 3 reload
	[ "$output" = 'ruptimed: there is no configuration to read again; try'\
' restart' ]
	rm "$ruptimed"
	sysv 5 start
	[ "$output" = "ruptimed: $ruptimed is not installed" ]
	sysv 5 restart
	sysv 0 stop
	sysv 3 status
}

@test "who is not root is told so" {
	make_system
	chmod 755 "$dir/root" "$dir/conf"
	ns+=(setpriv --reuid nobody --clear-groups)
	for command in start stop restart try-restart force-reload; do
		sysv 4 "$command"
		[ "$output" = 'ruptimed: only root can do that' ]
	done
	sysv 3 status
}
