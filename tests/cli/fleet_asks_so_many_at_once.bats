# ruptime(1): "-F hosts are asked at once, as far as the limit of descriptors
# allows; the next is begun when one is done".
load lib_fleet

# A server that lets its clients wait counts them; it ends when all have come.
@test "as many as -F says, and never more" {
	start_crowd 8 100
	fleet 0 -F 8 -T 30 -p "$port" '127.0.0.[1-100]'
	[ "$(count up)" -eq 100 ]
	crowd_was 8
}

@test "one after the other" {
	start_crowd 1 10
	fleet 0 --fanout=1 -T 30 -p "$port" '127.0.0.[1-10]'
	[ "$(count up)" -eq 10 ]
	crowd_was 1
}

@test "all at once where -F is more than there are" {
	start_crowd 500 500
	fleet 0 -F 65536 -p "$port" '127.0.[1-2].[1-250]'
	[ "$(count up)" -eq 500 ]
	crowd_was 500
}

# limited LIMIT: of open files, soft and hard.
limited() {
	run -0 --separate-stderr bash -c 'exec 3>&- 4>&- && ulimit -n "$0" &&
	    exec "$@"' "$1" "$ruptime" -v -T 30 -p "$port" '127.0.[1-2].[1-250]'
	[ "$(count up)" -eq 500 ]
	[[ $stderr = "ruptime: the descriptor limit of $1 allows "*" at once" ]]
	at_once=${stderr#*allows }
	at_once=${at_once%% *}
}

@test "a descriptor limit of 256 loses nobody" {
	start_wide_daemon
	limited 256
}

@test "nor does one of 64, and as many are asked at once as it allows" {
	start_wide_daemon
	limited 64
	[ "$at_once" -gt 1 ]
	start_crowd "$at_once" 500
	limited 64
	crowd_was "$at_once"
}

@test "not even one of 16" {
	start_wide_daemon
	limited 16
}

@test "the soft limit is raised to the hard one" {
	start_crowd 100 100
	run -0 --separate-stderr bash -c 'ulimit -S -n 32 && exec "$@"' - \
	    "$ruptime" -v -p "$port" '127.0.0.[1-100]'
	[ "$(count up)" -eq 100 ]
	[ -z "$stderr" ]
	crowd_was 100
}

# Every resolver has descriptors of its own.
@test "names are looked up within the limit too" {
	seq -f '127.0.0.1 name%g' 1 300 >"$dir/hosts"
	make_reply
	start_room
	start_crowd 1 300
	run -0 --separate-stderr "${inside[@]}" bash -c 'exec 3>&- 4>&- &&
	    ulimit -n 64 && exec "$@"' - "$ruptime" -T 30 -p "$port" \
	    'name[1-300]'
	[ "$(count up)" -eq 300 ]
	[ -z "$stderr" ]
}
