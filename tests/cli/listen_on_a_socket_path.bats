# ruptimed(8), -l /path: "On a Unix domain socket of that path, which anybody
# may connect to who can reach it.  It is removed at the end if the user that
# the daemon becomes may do that; one that was left is replaced, and nothing
# else is".
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
	timeout 60 "$ruptimed" -P pid -l ./socket -c 'echo up'
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
	run -1 --separate-stderr timeout 60 "$ruptimed" -f -p 0 \
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
	run -1 --separate-stderr timeout 60 "$ruptimed" -f -p 0 \
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

# stale PATH: as a daemon that was killed leaves it.
stale() {
	start_on "$1"
	kill -KILL "$daemon"
	wait_until gone "$daemon"
}

# slow CALL ARGUMENT...: a daemon that takes half a second for its CALL.
slow() {
	local call=$1
	shift
	need strace
	no_leak_check
	background strace -f -o /dev/null -e "inject=$call:delay_enter=500000:when=1" \
	    "$ruptimed" -f "$@"
	tracer=$pid log=$dir/err.$((${#started[@]} - 1))
}

# one_of_two PATH: of two daemons one has it, and answers there.
one_of_two() {
	run -1 --separate-stderr timeout 60 "$ruptimed" -f -l "$1" -c 'echo second'
	echo "$stderr"
	[ "$stderr" = "ruptimed: $1: Address already in use" ]
	wait_until grep -q 'listening on' "$log"
	[ "$(ask_socket "$1")" = first ]
	pkill -TERM -P "$tracer"
	wait_until gone "$tracer"
}

@test "of two that start at once the first has it, before it listens too" {
	slow listen -l "$dir/run/socket" -c 'echo first'
	wait_until test -S "$dir/run/socket"
	one_of_two "$dir/run/socket"
}

@test "of two that replace what was left the first has it" {
	stale "$dir/run/socket"
	slow unlink -l "$dir/run/socket" -c 'echo first'
	wait_until eval '! flock -n "$dir/run" true'
	one_of_two "$dir/run/socket"
}

@test "many at once, again and again: one has it" {
	local i n
	for i in 1 2 3 4 5; do
		for n in 1 2 3 4 5 6; do
			background "$ruptimed" -f -l "$dir/run/socket" \
			    -P "$dir/run/pid$n" -c "echo $n"
		done
		wait_until ask_socket "$dir/run/socket"
		wait_until eval '[ "$(grep -l "in use" "$dir"/err.* | wc -l)" -eq 5 ]'
		n=$(ask_socket "$dir/run/socket")
		kill -KILL "$(cat "$dir/run/pid$n")"
		rm -f "$dir"/err.*
	done
}

@test "who holds the directory's lock for ever is told of" {
	background flock -F "$dir/run" sleep 60
	wait_until eval '! flock -n "$dir/run" true'
	run -1 --separate-stderr timeout 60 "$ruptimed" -f -l "$dir/run/socket"
	[ "$stderr" = "ruptimed: $dir/run/socket: Device or resource busy" ]
	[ ! -e "$dir/run/socket" ]
}

# So many wait at a path as net.core.somaxconn allows, and one more.
backlog_is_full() {
	"${ns[@]}" ss -Hxl | awk -v path="$1" '$5 == path && $3 >= 2 { full = 1 }
	    END { exit !full }'
}

# A client that nobody accepts is told so at once, and not that nobody is there.
@test "one whose daemon is too busy to accept is refused, and goes on" {
	need ss
	make_namespace
	need_settings
	"${ns[@]}" sh -c 'echo 1 >/proc/sys/net/core/somaxconn'
	await_daemon "${ns[@]}" "$ruptimed" -f -l "$dir/run/socket" -c 'echo up'
	kill -STOP "$daemon"
	for _ in 1 2 3 4; do
		background socat -u "UNIX-CONNECT:$dir/run/socket" -
	done
	wait_until backlog_is_full "$dir/run/socket"
	run -1 --separate-stderr timeout 60 "${ns[@]}" "$ruptimed" -f \
	    -l "$dir/run/socket" -c 'echo other'
	[ "$stderr" = "ruptimed: $dir/run/socket: Address already in use" ]
	kill -CONT "$daemon"
	[ "$(ask_socket "$dir/run/socket")" = up ]
}
