# ruptime(1): "-w waits until the host answers, however many attempts that
# takes".
load lib

test_setup() {
	echo up >"$dir/reply"
	echo 'error: down' >"$dir/error"
}

need_room() {
	"$tools/peer_room" true 2>/dev/null || skip "needs namespaces"
}

@test "refused at first" {
	run -0 "$tools/peer" 127.0.0.1 await "$dir/err" listen accept \
	    send "$dir/reply" -- sh -c \
	    "exec '$ruptime' -vw 127.0.0.1:%p 2>'$dir/err'"
	[ "$output" = up ]
}

@test "-R does not count" {
	need_room
	run -0 --separate-stderr "$tools/peer_room" "$tools/peer" 127.0.0.1 \
	    tries 4 listen accept send "$dir/reply" tries 5 -- \
	    "$ruptime" -w -R 0 127.0.0.1:%p
	[ "$output" = up ]
	[ -z "$stderr" ]
}

@test "closed or reset without a reply" {
	run -0 "$tools/peer" 127.0.0.1 listen accept close accept reset \
	    accept close accept send "$dir/reply" -- \
	    "$ruptime" -w -R 0 127.0.0.1:%p
	[ "$output" = up ]
}

@test "a socket that is not there yet" {
	run -0 "$tools/peer" "$dir/s" await "$dir/err" listen accept \
	    send "$dir/reply" -- sh -c \
	    "exec '$ruptime' --wait -v '$dir/s' 2>'$dir/err'"
	[ "$output" = up ]
}

@test "a name that is not known yet" {
	need_room
	echo '127.0.0.1 localhost' >"$dir/hosts"
	echo 'hosts: files' >"$dir/nsswitch"
	background "$tools/peer_room" -b "$dir/hosts:/etc/hosts" \
	    -b "$dir/nsswitch:/etc/nsswitch.conf" "$tools/peer" 127.0.0.1 \
	    listen accept send "$dir/reply" -- "$ruptime" -vw newhost:%p
	wait_until grep -q 'again; unknown host: ' "$dir/err.0"
	echo '127.0.0.1 newhost' >>"$dir/hosts"
	wait "$pid"
	[ "$(cat "$dir/out.0")" = up ]
}

@test "a host that moves to another address" {
	need_room
	echo '127.0.0.1 host' >"$dir/hosts"
	echo 'hosts: files' >"$dir/nsswitch"
	background "$tools/peer_room" -b "$dir/hosts:/etc/hosts" \
	    -b "$dir/nsswitch:/etc/nsswitch.conf" "$tools/peer" 127.0.0.2 \
	    listen accept send "$dir/reply" -- "$ruptime" -vw host:%p
	wait_until grep -q 'again; refused: 127\.0\.0\.1:' "$dir/err.0"
	echo '127.0.0.2 host' >"$dir/hosts"
	wait "$pid"
	[ "$(cat "$dir/out.0")" = up ]
}

@test "no way to it yet" {
	need_room
	run -1 --separate-stderr "$tools/peer_room" \
	    "$ruptime" -vw -T 0.3 10.0.0.1:9
	[[ ${stderr_lines[0]} = *": about to try again; unreachable: "* ]]
}

@test "the server's own error is an answer" {
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 listen accept \
	    send "$dir/error" -- "$ruptime" -w 127.0.0.1:%p
	[[ $stderr = *": error: down" ]]
}

@test "a daemon that is started later" {
	background "$ruptime" -vw "$dir/s"
	local client=$pid
	wait_until grep -q 'again; refused: ' "$dir/err.0"
	start_daemon_on -l "$dir/s"
	wait "$client"
	is_uptime "$(cat "$dir/out.0")"
}
