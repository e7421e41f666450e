# ruptime(1): "A remote machine does not drive the terminal: ... standard error
# included".
load lib

bad=$'\e31m\a\b\r\n\t\x7f\x9b\xc2\x9b'

# complains STATUS COMMAND...: it says something, and no line of it but the
# last ends early; a message is one line.
complains() {
	local status=$1
	shift
	for LC_ALL in C C.UTF-8; do
		export LC_ALL
		run "-$status" "$@"
		[ -n "$output" ]
		[ "$(printf '%s' "$output" | tr -d '\n -~\240-\377' |
		    LC_ALL=C wc -c)" -eq 0 ]
		[[ $output = *'^[31m'* ]]
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

@test "a host that nobody knows" {
	complains 1 "$tools/peer_pty" "$ruptime" -T 0.2 \
	    "${bad//[$'\t\r\n']/}.invalid"
}

@test "a path that is not there" {
	complains 1 "$tools/peer_pty" "$ruptime" -R 0 "/nowhere/$bad"
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
