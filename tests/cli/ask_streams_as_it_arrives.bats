# ruptime(1): "The reply is copied to standard output byte for byte, as
# it arrives".
load lib

@test "the first piece is seen before the second is sent" {
	echo first >"$dir/first"
	echo second >"$dir/second"
	"$tools/peer" 127.0.0.1 listen accept send "$dir/first" \
	    await "$dir/out" send "$dir/second" -- \
	    "$ruptime" -T 20 127.0.0.1:%p >"$dir/out"
	cat "$dir/first" "$dir/second" | cmp - "$dir/out"
}

# On a socket with a path the peer sees that a piece was read before it sends
# the next.
@test "a hundred pieces of a byte each" {
	local i script=()
	for i in {1..100}; do
		script+=(send "$dir/x")
	done
	printf x >"$dir/x"
	run -0 --separate-stderr "$tools/peer" "$dir/s" listen accept \
	    "${script[@]}" -- "$ruptime" "$dir/s"
	[ "$output" = "$(printf 'x%.0s' {1..100})" ]
}

@test "a piece that may begin an error line is held back until it does not" {
	printf 'err' >"$dir/first"
	printf 'ands are run\n' >"$dir/second"
	run -0 --separate-stderr "$tools/peer" "$dir/s" listen accept \
	    send "$dir/first" send "$dir/second" -- "$ruptime" "$dir/s"
	[ "$output" = "errands are run" ]
}

@test "an error line in pieces is an error line" {
	local i script=()
	for i in e r r o r : ' ' d o w n; do
		printf '%s' "$i" >"$dir/piece$i"
		script+=(send "$dir/piece$i")
	done
	run -1 --separate-stderr "$tools/peer" "$dir/s" listen accept \
	    "${script[@]}" -- "$ruptime" "$dir/s"
	[ -z "$output" ]
	[[ $stderr = *": error: down" ]]
}
