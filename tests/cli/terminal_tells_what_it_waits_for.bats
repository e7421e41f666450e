# ruptime(1): "Where standard error is the terminal that ruptime is in the
# foreground of, waiting longer than half a second says what for, and why the
# last attempt failed".
load lib

# patience PEER-WORD... -- CLIENT-ARGUMENT...: standard error, as a terminal
# receives it, in $stderr.
patience() {
	local words=()
	while [ "$1" != -- ]; do
		words+=("$1")
		shift
	done
	shift
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 "${words[@]}" -- \
	    "$tools/peer_pty" -e "$ruptime" "$@" 127.0.0.1:%p
}

@test "for a connection" {
	patience full -- -T 0.6
	[[ ${stderr_lines[0]} = "ruptime: 127.0.0.1:"*": connecting to 127.0.0.1:"* ]]
	[[ ${stderr_lines[1]} = *": timed out: "* ]]
}

@test "for a reply" {
	patience listen accept hold -- -T 0.6
	[[ ${stderr_lines[0]} = *": waiting for the reply of 127.0.0.1:"* ]]
	[[ ${stderr_lines[1]} = *": timed out: "* ]]
}

@test "for a reply, after an attempt that failed" {
	patience listen accept close accept hold -- -T 0.8
	[[ $stderr = *"; bad reply: 127.0.0.1:"*" closed without a reply"* ]]
}

@test "for the next attempt" {
	patience -- -w -T 0.8
	[[ $stderr = *"; refused: 127.0.0.1:"*": Connection refused"* ]]
}

@test "for a name" {
	"$tools/peer_room" true 2>/dev/null || skip "needs namespaces"
	echo 'hosts: dns' >"$dir/nsswitch"
	echo 'nameserver 10.0.0.1' >"$dir/resolv"
	run -1 --separate-stderr "$tools/peer_room" -d 10.0.0.1 \
	    -b "$dir/nsswitch:/etc/nsswitch.conf" \
	    -b "$dir/resolv:/etc/resolv.conf" \
	    "$tools/peer_pty" -e "$ruptime" -T 0.6 nosuchhost
	[ "${stderr_lines[0]}" = "ruptime: nosuchhost: looking up its address" ]
}

@test "but not where standard error is something else" {
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 full -- \
	    "$tools/peer_pty" -o "$ruptime" -T 0.6 127.0.0.1:%p
	[ "${#stderr_lines[@]}" -eq 1 ]
	[[ $stderr = *": timed out: "* ]]
}

# Each attempt comes to the same, so that it is said once.
@test "once, while nothing changes" {
	patience -- -w -T 2
	[ "$(grep -c 'about to try again; refused: ' <<<"$stderr")" -eq 1 ]
}

@test "again when the reason is another" {
	"$tools/peer_room" true 2>/dev/null || skip "needs namespaces"
	echo up >"$dir/reply"
	run -0 --separate-stderr "$tools/peer_room" "$tools/peer" 127.0.0.1 \
	    tries 4 listen accept close accept send "$dir/reply" tries 6 -- \
	    "$tools/peer_pty" -e "$ruptime" -w 127.0.0.1:%p
	[[ $stderr = *"about to try again; refused: "* ]]
	[[ $stderr = *"about to try again; bad reply: "* ]]
	[ -z "$(uniq -d <<<"$stderr")" ]
}

@test "on a line of its own, where half a reply is on the screen" {
	printf 'up 3 da' >"$dir/half"
	run -1 "$tools/peer" 127.0.0.1 listen accept send "$dir/half" hold -- \
	    "$tools/peer_pty" "$ruptime" -T 0.4 127.0.0.1:%p
	[ "${lines[0]}" = "up 3 da" ]
	[[ ${lines[1]} = "ruptime: 127.0.0.1:"*": timed out: "* ]]
}
