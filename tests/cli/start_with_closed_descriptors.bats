# ruptimed(8): "A standard input, output or error that is closed at the start is
# opened on /dev/null first", so that no socket or pid file takes its place.
load lib_startup

# with_closed DIGITS COMMAND...: those of 0 to 2 are closed, the others are
# files of the test's.
with_closed() {
	local closed=$1
	shift
	exec <"$dir/std.in" >"$dir/std.out" 2>"$dir/std.err" 3>&-
	case $closed in *0*) exec <&- ;; esac
	case $closed in *1*) exec >&- ;; esac
	case $closed in *2*) exec 2>&- ;; esac
	exec "$@"
}

# null_for DIGITS: these are on /dev/null now, and the others what they were.
null_for() {
	local fd target
	for fd in 0 1 2; do
		target=$(readlink "/proc/$daemon/fd/$fd")
		case $1 in
		*$fd*) [ "$target" = /dev/null ] ;;
		*) [[ $target == "$dir"/std.* ]] ;;
		esac
	done
}

answers() {
	[ "$(ask_socket "$1")" = up ]
}

@test "in the foreground, whichever of them are closed" {
	: >"$dir/std.in"
	for closed in 0 1 2 01 02 12 012; do
		with_closed "$closed" "$ruptimed" -f -P "$dir/run/pid.$closed" \
		    -l "$dir/run/$closed" -c 'echo up' &
		daemon=$!
		started+=("$daemon")
		wait_until answers "$dir/run/$closed"
		null_for "$closed"
		[ "$(cat "$dir/run/pid.$closed")" = "$daemon" ]
	done
}

@test "as a daemon, whichever of them are closed" {
	: >"$dir/std.in"
	for closed in 0 1 2 01 02 12 012; do
		(with_closed "$closed" timeout 60 "$ruptimed" \
		    -P "$dir/run/pid" -l "$dir/run/$closed" -c 'echo up')
		daemon=$(cat "$dir/run/pid")
		null_for 012
		answers "$dir/run/$closed"
		stop_daemon
	done
}

@test "a failure is not written into what was opened instead" {
	: >"$dir/std.in"
	for closed in 2 012; do
		status=0
		(with_closed "$closed" timeout 60 "$ruptimed" \
		    -P "$dir/run/pid" -l "$dir/run/$closed" -c false) ||
		    status=$?
		[ "$status" -eq 1 ]
		[ ! -e "$dir/run/pid" ]
		nothing_left
	done
}
