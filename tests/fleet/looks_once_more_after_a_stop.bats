# ruptime(1): "Time in which ruptime itself did not run, stopped by ^Z, say, is
# not held against a host: what has come meanwhile is taken, and the rest gets a
# second more".
load lib_fleet

test_setup() {
	make_reply
}

# begin COMMAND...: some of them lead to ruptime, the last; sets out and err.
begin() {
	out=$dir/out.${#started[@]} err=$dir/err.${#started[@]}
	background "${inside[@]}" "$@"
	whole=$pid
	wait_until find_client
}

# The ruptime that was begun last: a child of a child.
find_client() {
	local p=$whole
	while [ "$(cat "/proc/$p/comm")" != ruptime ]; do
		p=$(pgrep -P "$p" | head -n 1)
		[ -n "$p" ] || return 1
	done
	client=$p
}

# stop_until_late COMMAND...: which is run while it is stopped, until far
# beyond its -T.
stop_until_late() {
	kill -STOP "$client"
	"$@"
	read -rt 1.5 <> <(:) || true
	kill -CONT "$client"
}

is_up_at_the_end() {
	wait "$whole" || { cat "$err" >&2; return 1; }
	is_uptime "$(cat "$out")" || grep -q ' up ' "$out"
}

connects_to() {
	"${inside[@]}" ss -Htn "$@" | grep -q .
}

asks_dns() {
	"${inside[@]}" ss -Hun dst 127.0.0.1:53 | grep -q .
}

@test "a reply in the socket, of one host and in a table" {
	need ss
	start_room
	for format in -4 -otable; do
		begin "$tools/peer" 127.0.0.1 listen accept \
		    await "$dir/go$format" send "$dir/reply" -- \
		    "$ruptime" "$format" -T 1 -p %p 127.0.0.1
		wait_until connects_to state established
		stop_until_late cp "$dir/reply" "$dir/go$format"
		is_up_at_the_end
	done
}

# The kernel sends its SYN again after a second.
@test "a connection that was made, of one address and of two" {
	need ss
	printf '127.0.0.2 two\n127.0.0.128 two\n' >"$dir/hosts"
	start_room
	for host in 127.0.0.128:4000 two:4001; do
		begin "$tools/peer" -p "${host#*:}" 127.0.0.2 full -- \
		    "$tools/peer" -p "${host#*:}" 127.0.0.128 full \
		    await "$dir/go" listen accept send "$dir/reply" -- \
		    "$ruptime" -T 1 "$host"
		wait_until connects_to state syn-sent dst 127.0.0.128
		stop_until_late cp "$dir/reply" "$dir/go"
		is_up_at_the_end
		rm "$dir/go"
	done
}

@test "a command that has ended" {
	begin "$ruptime" -T 1 -e "sh -c 'touch $dir/begun.%h;
	    until [ -e $dir/go ]; do sleep 0.05; done; cat $dir/reply'" a b
	wait_until test -e "$dir/begun.a" -a -e "$dir/begun.b"
	stop_until_late touch "$dir/go"
	is_up_at_the_end
	[ "$(grep -c ' up ' "$out")" -eq 2 ]
}

# With a second one there both are answered.
asks_too() {
	"${inside[@]}" "$ruptime" -4 -T 2 -R 0 slow2:9 >/dev/null 2>&1 || true
}

@test "a name that was found" {
	echo 'hosts: dns' >"$dir/nsswitch"
	printf '%s\n' 'nameserver 127.0.0.1' 'options timeout:20' >"$dir/resolv"
	start_room -b "$dir/resolv:/etc/resolv.conf"
	background "${inside[@]}" "$tools/peer_dns" 2 2
	wait_until grep -q ready "$dir/out.$((${#started[@]} - 1))"
	begin "$tools/peer" -p 4000 127.0.0.1 listen accept \
	    send "$dir/reply" -- "$ruptime" -4 -T 1 slow1
	wait_until asks_dns
	stop_until_late asks_too
	is_up_at_the_end
}

# Nothing has come: that is said, a second later at most.
@test "a host that is dead is said to be, with the time that was given" {
	start_room -d 10.0.0.0/8
	begin "$ruptime" -T 1 10.0.0.1
	read -rt 0.3 <> <(:) || true
	local since=$EPOCHREALTIME
	stop_until_late true
	! wait "$whole" || false
	[[ $(cat "$err") = *"no answer from 10.0.0.1:4000 within 1 s" ]]
	awk -v a="$since" -v b="$EPOCHREALTIME" 'BEGIN { exit b - a > 4 }'
}
