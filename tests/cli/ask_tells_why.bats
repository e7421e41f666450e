# ruptime(1): "Where a host is not up, one line on standard error names it, the
# state that it is in and the address that was asked".
load lib

hint='; is ruptimed running there?'

test_setup() {
	printf 'up 3 da' >"$dir/half"
}

# says REPORT OUTPUT COMMAND...: standard error is one line of the report, in
# which %a stands for the host as it was given, which is an address with its
# port or a path.
says() {
	local report=$1 printed=$2
	shift 2
	run -1 --separate-stderr "$@"
	[ "$output" = "$printed" ]
	[[ $stderr =~ ^ruptime:\ ([^ ]*):\  ]]
	report=${report//%a/${BASH_REMATCH[1]}}
	[ "$stderr" = "ruptime: ${BASH_REMATCH[1]}: $report" ]
}

# peer WORD...: one that plays the words, up to "--" and the client.
peer() {
	says "$1" "$2" "$tools/peer" 127.0.0.1 "${@:3}" 127.0.0.1:%p
}

room() {
	"$tools/peer_room" true 2>/dev/null || skip "needs namespaces"
	says "$1" "" "$tools/peer_room" "${@:2}" 10.0.0.1:9
}

@test "refused" {
	peer "refused: %a: Connection refused$hint" "" -- "$ruptime" -R 0
}

@test "timed out: nobody answers" {
	peer 'timed out: no answer from %a within 0.2 s' "" \
	    full -- "$ruptime" -T 0.2
}

@test "timed out: no reply" {
	peer 'timed out: %a did not reply within 0.3 s' "" \
	    listen accept hold -- "$ruptime" -T 0.3
}

# An attempt that got somewhere says more than the one before it.
@test "timed out: no reply, after an attempt that was broken off" {
	peer 'timed out: %a did not reply within 0.8 s' "" \
	    listen accept close accept hold -- "$ruptime" -T 0.8
}

@test "timed out: the reply stalls half-way" {
	peer 'timed out: %a did not end its reply within 0.7 s' 'up 3 da' \
	    listen accept send "$dir/half" hold -- "$ruptime" -T 0.7
}

@test "timed out: one who dribbles, too" {
	mkfifo "$dir/dribble"
	background bash -c 'while echo x; do read -rt 0.02 <> <(:); done >"$0"' \
	    "$dir/dribble"
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 listen accept \
	    send "$dir/dribble" -- "$ruptime" -T 0.7 127.0.0.1:%p
	[[ $output = x* ]]
	[[ $stderr = *" did not end its reply within 0.7 s" ]]
}

@test "bad reply: closed without a byte" {
	peer 'bad reply: %a closed without a reply' "" \
	    listen accept close -- "$ruptime" -R 0
}

@test "bad reply: reset without a byte" {
	peer 'bad reply: %a: Connection reset by peer' "" \
	    listen accept reset -- "$ruptime" -R 0
}

@test "bad reply: breaks off half-way" {
	peer 'bad reply: %a broke off after 7 bytes: Connection reset by peer' \
	    'up 3 da' listen accept send "$dir/half" reset -- "$ruptime"
}

@test "unreachable: no route" {
	room 'unreachable: %a: Network is unreachable' "$ruptime"
}

# routed ROUTE REPORT: 10.0.0.1, where such a route leads there.
routed() {
	"$tools/peer_room" ip route add unreachable 10.0.0.1 2>/dev/null ||
	    skip "needs namespaces and ip-route(8)"
	says "$2" "" "$tools/peer_room" sh -c \
	    'ip route add '"$1"' && shift && exec "$@"' - - \
	    "$ruptime" 10.0.0.1:9
}

@test "unreachable: no machine there, or a router says so" {
	routed 'unreachable 10.0.0.1' 'unreachable: %a: No route to host'
}

@test "unreachable: what only firewalls say" {
	routed 'prohibit 10.0.0.1' "unreachable: %a: Permission denied; a \
firewall on the way, or a route here, prohibits it"
}

@test "timed out: a black hole" {
	room 'timed out: no answer from %a within 0.2 s' -d 10.0.0.1 \
	    "$ruptime" -T 0.2
}

@test "refused: a socket that is not for us" {
	local nobody=()
	[ "$(id -u)" -ne 0 ] ||
	    nobody=(setpriv --reuid nobody --regid nogroup --clear-groups)
	mkdir -m 0 "$dir/closed"
	says "refused: %a: Permission denied; its permissions or its\
 directory's keep you out" "" "${nobody[@]}" "$ruptime" -R 0 "$dir/closed/s"
	rmdir "$dir/closed"
}

@test "refused: what is no socket" {
	mkfifo "$dir/pipe"
	says "refused: %a: Connection refused; it is no socket" "" \
	    "$ruptime" -R 0 "$dir"
	says "refused: %a: Connection refused; it is no socket" "" \
	    "$ruptime" -R 0 /dev/null
	says "refused: %a: Connection refused; a file of hosts is for -f" "" \
	    "$ruptime" -R 0 "$dir/pipe"
}

@test "refused: a socket that is not there, is nobody's, or is too busy" {
	says "refused: %a: No such file or directory$hint" "" \
	    "$ruptime" -R 0 "$dir/s"
	says "refused: %a: Connection refused$hint" "" \
	    "$tools/peer" "$dir/s" -- "$ruptime" -R 0 "$dir/s"
	rm "$dir/s"
	echo alpha >"$dir/s"
	says "refused: %a: Connection refused; a file of hosts is for -f" "" \
	    "$ruptime" -R 0 "$dir/s"
	rm "$dir/s"
	says "refused: %a: Resource temporarily unavailable; too many clients\
 wait there" "" \
	    "$tools/peer" "$dir/s" full -- "$ruptime" -R 0 "$dir/s"
}
