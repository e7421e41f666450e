# ruptime(1): "A standard stream that is closed is not mistaken for another
# file; what can't be printed is an error".
load lib

# asks COMMAND: a shell's, with the client and its host as $0 and $1.
asks() {
	run --separate-stderr "$tools/peer" 127.0.0.1 listen accept \
	    send "$dir/reply" -- sh -c "$1" "$ruptime" localhost:%p
}

test_setup() {
	echo up >"$dir/reply"
}

@test "standard input" {
	asks 'exec "$0" "$1" <&-'
	[ "$status" -eq 0 ]
	[ "$output" = up ]
	[ -z "$stderr" ]
}

@test "standard output" {
	asks 'exec "$0" "$1" >&-'
	[ "$status" -eq 1 ]
	[ "$stderr" = "ruptime: standard output: Bad file descriptor" ]
}

@test "standard error" {
	asks 'exec "$0" "$1" 2>&-'
	[ "$status" -eq 0 ]
	[ "$output" = up ]
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 -- \
	    sh -c 'exec "$0" -R 0 "$1" 2>&-' "$ruptime" 127.0.0.1:%p
	[ -z "$output$stderr" ]
}

@test "all three" {
	asks 'exec "$0" "$1" <&- >&- 2>&-'
	[ "$status" -eq 1 ]
	[ -z "$output$stderr" ]
}

@test "all three, and help or a version is asked for" {
	local option
	for option in --help --version; do
		run -1 sh -c 'exec "$0" "$1" <&- >&- 2>&-' "$ruptime" "$option"
	done
}
