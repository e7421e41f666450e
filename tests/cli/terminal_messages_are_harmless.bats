# ruptime(1): "A remote machine does not drive the terminal: what comes from a
# host or from the name service is made harmless on its way there, standard
# error included".
load lib

bad=$'\e31m\a\b\r\n\t\x7f\x9b\xc2\x9b\xc3\e'

# complains STATUS COMMAND...: what is said of the bad text is printable, and
# one line.
complains() {
	local status=$1
	shift
	for LC_ALL in C C.UTF-8; do
		export LC_ALL
		run "-$status" "$@"
		[ -n "$output" ]
		[ -z "$(LC_ALL=C tr -d '\n -~' <<<"$output")" ]
		[ "$(grep -c '31m' <<<"$output")" -eq 1 ]
	done
}

@test "an error line from a server" {
	printf 'error: %s\n' "${bad//$'\n'/}" >"$dir/reply"
	complains 1 "$tools/peer" 127.0.0.1 listen accept send "$dir/reply" -- \
	    "$tools/peer_pty" "$ruptime" 127.0.0.1:%p
}

@test "an error line from a server, with -w and -v" {
	printf 'error: %s\n' "${bad//$'\n'/}" >"$dir/reply"
	complains 1 "$tools/peer" 127.0.0.1 listen accept reset accept \
	    send "$dir/reply" -- \
	    "$tools/peer_pty" "$ruptime" -vw 127.0.0.1:%p
}

@test "a host that can't be one" {
	complains 2 "$tools/peer_pty" "$ruptime" "[$bad"
	complains 2 "$tools/peer_pty" "$ruptime" "host:$bad"
}

@test "a path that can't be one" {
	complains 2 "$tools/peer_pty" "$ruptime" "/nowhere/$bad"
}

@test "a host that nobody knows" {
	complains 1 "$tools/peer_pty" "$ruptime" -T 0.2 $'\x9b31m.invalid'
}

@test "a path that is not there" {
	complains 1 "$tools/peer_pty" "$ruptime" -R 0 $'/nowhere/\x9b31m'
}

@test "an option that is none" {
	complains 2 "$tools/peer_pty" "$ruptime" -p "$bad" 127.0.0.1
	complains 2 "$tools/peer_pty" "$ruptime" "--$bad" 127.0.0.1
	run -2 "$tools/peer_pty" "$ruptime" $'-\e'
	[[ $output = *'-^['* ]]
}

@test "what is cut off because it is too long" {
	complains 2 "$tools/peer_pty" "$ruptime" \
	    "$bad$(printf '\e%.0s' {1..3000})"
}
