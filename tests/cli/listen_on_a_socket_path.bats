# ruptimed(8): "-l /path: on a Unix domain socket of that path, which anybody
# may connect to who can reach it.  It is removed at the end; one that a killed
# daemon left is replaced, and nothing else is".
load lib_startup

start_on() {
	await_daemon "$ruptimed" -f -p 0 -c 'echo up' -l "$@"
}

@test "a client is answered there" {
	start_on "$dir/run/socket"
	[ "$(ask_socket "$dir/run/socket")" = up ]
	grep -qx "ruptimed: listening on $dir/run/socket" "$log"
}

@test "an ordinary user may connect to root's, whatever the umask" {
	umask 077
	start_on "$dir/run/socket"
	[ "$(stat -c %a "$dir/run/socket")" = 666 ]
	[ "$("${user[@]}" socat -u "UNIX-CONNECT:$dir/run/socket" -)" = up ]
}

@test "the umask is put back" {
	umask 027
	start_on "$dir/run/socket"
	[ "$(sed -n 's/^Umask:[[:space:]]*//p' "/proc/$daemon/status")" = 0027 ]
}

@test "a client there is allowed whatever -A says" {
	start_on "$dir/run/socket" -A 192.0.2.0/24
	[ "$(ask_socket "$dir/run/socket")" = up ]
}

@test "it is removed at the end" {
	start_on "$dir/run/socket"
	stop_daemon
	[ ! -e "$dir/run/socket" ]
}

@test "a relative path is of the directory where the daemon was started" {
	cd "$dir/run"
	timeout 20 "$ruptimed" -P pid -l ./socket -c 'echo up'
	daemon=$(cat pid)
	[ "$(ask_socket "$dir/run/socket")" = up ]
	stop_daemon
	[ ! -e socket ]
}

@test "one that a killed daemon left is replaced" {
	start_on "$dir/run/socket"
	kill -KILL "$daemon"
	wait_until gone "$daemon"
	[ -S "$dir/run/socket" ]
	start_on "$dir/run/socket"
	[ "$(ask_socket "$dir/run/socket")" = up ]
}

@test "one that a daemon listens on is refused, and goes on" {
	start_on "$dir/run/socket"
	run -1 --separate-stderr timeout 20 "$ruptimed" -f -p 0 \
	    -l "$dir/run/socket" -c 'echo other'
	[ "$stderr" = "ruptimed: $dir/run/socket: Address already in use" ]
	[ "$(ask_socket "$dir/run/socket")" = up ]
}

@test "a file in its place is refused, and kept" {
	echo precious >"$dir/run/socket"
	refused 1 "$dir/run/socket: Address already in use" \
	    -l "$dir/run/socket"
	[ "$(cat "$dir/run/socket")" = precious ]
}

@test "a link in its place is refused, and kept" {
	ln -s nowhere "$dir/run/socket"
	refused 1 "$dir/run/socket: Address already in use" \
	    -l "$dir/run/socket"
	[ "$(readlink "$dir/run/socket")" = nowhere ]
	[ ! -e "$dir/run/nowhere" ]
}

@test "a link to a socket that a daemon left is refused, and kept" {
	start_on "$dir/run/left"
	kill -KILL "$daemon"
	wait_until gone "$daemon"
	ln -s left "$dir/run/socket"
	run -1 --separate-stderr timeout 20 "$ruptimed" -f -p 0 \
	    -l "$dir/run/socket"
	[ "$stderr" = "ruptimed: $dir/run/socket: Address already in use" ]
	[ -L "$dir/run/socket" ]
	[ -S "$dir/run/left" ]
}

@test "what took its place meanwhile is not removed at the end" {
	start_on "$dir/run/socket"
	mv "$dir/run/socket" "$dir/run/moved"
	echo precious >"$dir/run/socket"
	stop_daemon
	[ "$(cat "$dir/run/socket")" = precious ]
}
