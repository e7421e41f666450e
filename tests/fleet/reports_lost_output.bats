# ruptime(1): "ruptime ends quietly where whoever reads standard output has
# gone"; "what can't be printed is an error".
load lib_fleet

test_setup() {
	start_wide_daemon
	hosts='127.0.[0-3].[1-250]'
}

@test "a full disk" {
	for format in table raw json prometheus; do
		run -1 --separate-stderr bash -c '"$@" >/dev/full' - \
		    "$ruptime" -o "$format" -p "$port" '127.0.0.[1-3]'
		[ "$stderr" = \
		    "ruptime: standard output: No space left on device" ]
	done
	run -1 --separate-stderr bash -c '"$@" >/dev/full' - "$ruptime" -U \
	    -p "$port" '127.0.0.[1-3]'
	[ "$stderr" = "ruptime: standard output: No space left on device" ]
}

@test "a limit on the size of files" {
	for format in table raw json prometheus; do
		run -1 --separate-stderr bash -c \
		    'ulimit -f 1; out=$1; shift; "$@" >"$out"' - "$dir/out" \
		    "$ruptime" -o "$format" -p "$port" '127.0.0.[1-60]'
		[ "$stderr" = "ruptime: standard output: File too large" ]
	done
}

# What a monitoring system takes for an answer is in the output.
@test "a check whose output is lost is UNKNOWN" {
	run -3 --separate-stderr bash -c '"$@" >/dev/full' - \
	    "$ruptime" -o nagios -p "$port" 127.0.0.1
	[ "$stderr" = "ruptime: standard output: No space left on device" ]
}

@test "a closed standard output" {
	run -1 --separate-stderr bash -c '"$@" >&-' - "$ruptime" -p "$port" \
	    '127.0.0.[1-3]'
	[[ $stderr = "ruptime: standard output: "* ]]
}

# without_reader ARGUMENT...: prints its exit status.  The reader has gone before
# anything can be printed: the daemon rests until then.
without_reader() {
	kill -STOP "$daemon"
	mkfifo "$dir/pipe"
	"$ruptime" -T 20 -p "$port" "$@" >"$dir/pipe" &
	exec 9<"$dir/pipe"
	exec 9<&-
	kill -CONT "$daemon"
	rm "$dir/pipe"
	wait "$!" || echo "$?"
}

@test "a reader that has gone" {
	for format in table raw json; do
		run -0 --separate-stderr without_reader -o "$format" "$hosts"
		[ "$output" = "$((128 + $(kill -l PIPE)))" ]
		[ -z "$stderr" ]
	done
}

# More than a pipe holds, so that the rest meets nobody.
@test "a reader that has seen enough" {
	run -0 --separate-stderr bash -c '"$@" | head -n 1' - \
	    "$ruptime" -T 20 -p "$port" "$hosts" '127.0.[4-20].[1-250]'
	[ "${#lines[@]}" -eq 1 ]
	is 127.0.0.1 up
	[ -z "$stderr" ]
}

@test "so too where whoever started it ignores the signal" {
	trap '' PIPE
	run -0 --separate-stderr without_reader "$hosts"
	[ "$output" = "$((128 + $(kill -l PIPE)))" ]
	[ -z "$stderr" ]
}
