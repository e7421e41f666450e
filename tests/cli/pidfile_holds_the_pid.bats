# ruptimed(8): "The pid file holds the daemon's process id and is removed when
# it ends, or emptied where its directory does not let the user do that".
load lib_startup

@test "it holds the process id of the daemon" {
	daemonize "$ruptimed" -l "$dir/run/socket" -c 'echo up'
	[[ $daemon =~ ^[0-9]+$ ]]
	[ "$(readlink "/proc/$daemon/exe")" = "$ruptimed" ]
	[ "$(ask_socket "$dir/run/socket")" = up ]
	[ "$(stat -c %a "$dir/run/pid")" = 644 ]
}

@test "in the foreground, it holds the process id of what was started" {
	await_daemon "$ruptimed" -f -P "$dir/run/pid" -l "$dir/run/socket" \
	    -c 'echo up'
	[ "$(cat "$dir/run/pid")" = "$daemon" ]
}

@test "it is removed at the end" {
	daemonize "$ruptimed" -l "$dir/run/socket" -c 'echo up'
	stop_daemon
	[ ! -e "$dir/run/pid" ]
}

@test "it is removed at the end in the foreground" {
	await_daemon "$ruptimed" -f -P "$dir/run/pid" -l "$dir/run/socket" \
	    -c 'echo up'
	stop_daemon
	[ ! -e "$dir/run/pid" ]
}

@test "it is emptied where the directory does not let it be removed" {
	install -d -m 755 "$dir/shut"
	install -m 666 /dev/null "$dir/shut/pid"
	if [ "$(id -u)" -ne 0 ]; then chmod 555 "$dir/shut"; fi
	await_daemon "$ruptimed" -f -P "$dir/shut/pid" -l "$dir/run/socket" \
	    -c 'echo up'
	[ "$(cat "$dir/shut/pid")" = "$daemon" ]
	stop_daemon
	[ -e "$dir/shut/pid" ]
	[ ! -s "$dir/shut/pid" ]
	chmod 755 "$dir/shut"
}

@test "its longer text of old is not kept" {
	printf '123456789012345\n' >"$dir/run/pid"
	chmod 666 "$dir/run/pid"
	daemonize "$ruptimed" -l "$dir/run/socket" -c 'echo up'
	[ "$(readlink "/proc/$daemon/exe")" = "$ruptimed" ]
}

@test "its path may be relative to where the daemon was started" {
	cd "$dir/run"
	timeout 60 "$ruptimed" -P pid -l ./socket -c 'echo up'
	daemon=$(cat pid)
	[ "$(readlink "/proc/$daemon/exe")" = "$ruptimed" ]
	stop_daemon
	[ ! -e pid ]
	[ ! -e socket ]
}
