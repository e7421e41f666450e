# ruptime(1): "As many hosts as -F says are asked at once, as far as the limit
# of descriptors allows"; "The next is begun when one is done".
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

@test "a limit that is none for so few is not told of" {
	start_crowd 2 2
	run -0 --separate-stderr bash -c 'ulimit -n 64 && exec "$@"' - \
	    "$ruptime" -v -p "$port" '127.0.0.[1-2]'
	[ "$(count up)" -eq 2 ]
	[ -z "$stderr" ]
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

# Fifteen names whose eight addresses are all dead race for as many descriptors
# as they can get; a host that answers at its fifth attempt needs one again.
@test "who has many addresses leaves the others theirs" {
	for i in {1..15}; do
		printf "%s name$i\n" 10.0.0.{1..8}
	done >"$dir/hosts"
	make_reply
	start_room -d 10.0.0.0/8
	run -1 --separate-stderr "${inside[@]}" "$tools/peer" -p 4000 \
	    127.0.0.1 await "$dir/late" listen accept send "$dir/reply" -- \
	    bash -c 'exec 3>&- 4>&- && ulimit -n 64 &&
		exec "$@" 2> >(tee "$0.err" | sed -un 5p >"$0")' "$dir/late" \
	    "$ruptime" -vv -T 5 -R 20 127.0.0.1 'name[1-15]'
	is 127.0.0.1 up
	[ "$(count 'timed out')" -eq 15 ]
	run ! grep 'open files' "$dir/late.err"
}

# Three of their four addresses hang, and there are not enough descriptors for
# all four of all names.
@test "and its last address is reached all the same" {
	for i in {1..16}; do
		printf "%s name$i\n" 127.0.0.{1,2,3,128}
	done >"$dir/hosts"
	make_reply
	start_room
	local last=(listen)
	for i in {1..16}; do
		last+=(accept send "$dir/reply")
	done
	run -0 --separate-stderr "${inside[@]}" \
	    "$tools/peer" -p 4000 127.0.0.1 full -- \
	    "$tools/peer" -p 4000 127.0.0.2 full -- \
	    "$tools/peer" -p 4000 127.0.0.3 full -- \
	    "$tools/peer" -p 4000 127.0.0.128 "${last[@]}" -- \
	    bash -c 'exec 3>&- 4>&- && ulimit -n 64 && exec "$@"' - \
	    "$ruptime" -T 20 'name[1-16]'
	[ "$(count up)" -eq 16 ]
}
