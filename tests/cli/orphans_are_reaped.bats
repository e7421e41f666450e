# ruptimed(8): "As process 1 of a container it reaps the orphans that come to
# it."
load lib

line=' 07:11:49 up 3 days,  5:02,  1 user,  load average: 0.04, 0.08, 0.07'

# init_serves ARGUMENT...: a daemon is process 1; sets port and log.
init_serves() {
	log=$dir/err.${#started[@]}
	as_init "$ruptimed" -f -p 0 -l 127.0.0.1 -a 0 "$@"
	daemon=$init
	wait_until daemon_is_up_or_gone
	port=$(sed -n 's/.*listening on 127\.0\.0\.1:\([0-9]*\)$/\1/p' "$log")
}

has_child() {
	ps -o stat= --ppid "$1"
}

no_child() {
	! ps -o stat= --ppid "$1"
}

no_zombie() {
	! ps -o stat= --ppid "$1" | grep Z
}

@test "what a command leaves behind" {
	init_serves -c "sleep 1000 >/dev/null & echo up"
	for n in 1 2 3 4 5; do
		run -0 ask
		[ "$output" = up ]
	done
	wait_until no_child "$daemon"
}

@test "what is left of a run that took too long" {
	init_serves -t 0.2 -c "[ ! -e '$dir/slow' ] || sleep 1000; echo up"
	: >"$dir/slow"
	run -0 ask
	[ "$output" = "error: the uptime command took longer than 0.2 s" ]
	wait_until no_child "$daemon"
}

@test "one that has left its group, and ends while nobody asks" {
	# Not before it has left: the group is killed.
	mkdir -m 777 "$dir/all"
	init_serves -c "setsid sh -c ': >$dir/all/left; until [ -e $dir/go ]; do
		sleep 0.1; done' >/dev/null 2>&1 &
		until [ -e $dir/all/left ]; do sleep 0.1; done; echo up"
	run -0 ask
	wait_until has_child "$daemon"
	: >"$dir/go"
	wait_until no_child "$daemon"
}

@test "a child of the program that became the daemon" {
	local real=$ruptimed
	ruptimed=$(script before <<<"sleep 0.1 & exec $real \"\$@\"")
	start_daemon -c 'echo up'
	wait_until no_child "$daemon"
	run -0 ask
	[ "$output" = up ]
}

@test "those that come to the client" {
	leave=$(script leave <<-END
		sleep 1000 >/dev/null 2>&1 &
		ps -eo stat= | grep -c Z >>"$dir/zombies"
		echo '$line'
	END
	)
	need_root
	need unshare ps
	unshare -pf --mount-proc true 2>/dev/null || skip "needs namespaces"
	background unshare -pf --kill-child --mount-proc \
	    "$ruptime" -F 1 -T 60 -e "$leave" 'h[1-20]'
	wait "$pid"
	# Not more than the one that the last command has just left.
	[ "$(wc -l <"$dir/zombies")" -eq 20 ]
	[ "$(sort -n "$dir/zombies" | tail -n 1)" -le 2 ]
}
