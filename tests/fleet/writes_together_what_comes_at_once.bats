# ruptime(1): "as soon as the host has answered"; who answer at once are written
# at once, since a write for each would cost more than its answer.
load lib_fleet

# trace FILE ARGUMENT...: the writes of one who asks 500 hosts that answer when
# all of them have been asked.
trace() {
	need strace
	! has_sanitizer || skip "a sanitizer does not work under strace"
	start_crowd 500 500
	strace -e trace=write -o "$dir/trace" "$ruptime" "${@:2}" -p "$port" \
	    '127.0.[1-2].[1-250]' >"$1"
	[ -s "$dir/trace" ] || skip "may not trace"
}

@test "lines of raw" {
	trace "$dir/out" -o raw
	[ "$(wc -l <"$dir/out")" -eq 500 ]
	[ "$(grep -c '^write(1' "$dir/trace")" -lt 250 ]
}

@test "names of -U" {
	trace "$dir/out" -U
	[ "$(sort -u "$dir/out" | wc -l)" -eq 500 ]
	[ "$(grep -c '^write(1' "$dir/trace")" -lt 250 ]
}
