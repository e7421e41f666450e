# ruptime(1): "cannot prepare to ask: Memory or descriptors are short".
load lib

# asks ARGUMENT...: from the fewest descriptors with which the program can be loaded
# to more than it needs, it says in one line what is missing, until it works:
# before the host can be asked it fails with 2, later, for want of a descriptor
# for the connection or the command, with 1.
asks() {
	local limit works=0 unprepared=0
	for limit in {5..20}; do
		run --separate-stderr bash -c '
			exec 3>&- 4>&- && ulimit -n "$1" && shift &&
			    exec "$0" -R 0 -T 20 "$@"' \
		    "$ruptime" "$limit" -p "$port" "$@"
		if [ "$status" -eq 0 ]; then
			works=$limit
			continue
		fi
		if [[ $stderr == *"cannot prepare to ask"* ]]; then
			[ "$status" -eq 2 ]
			unprepared=$limit
		else
			[ "$status" -eq 1 ]
		fi
		[ "$works" -eq 0 ]
		[ "${#stderr_lines[@]}" -eq 1 ]
		[[ $stderr = "ruptime: "*@("Too many open files"|descriptors)* ]]
	done
	[ "$works" -gt "$unprepared" ]
	[ "$unprepared" -gt 0 ]
}

# A check that cannot be made is UNKNOWN.
@test "whatever is short before a host is asked, the status says so" {
	local limit
	for limit in 5 6 7; do
		run -2 bash -c 'exec 3>&- 4>&- && ulimit -n "$1" && exec "$0" x' \
		    "$ruptime" "$limit"
		[ "$output" = "ruptime: cannot prepare to ask: Too many open\
 files" ]
		run -3 --separate-stderr bash -c '
			exec 3>&- 4>&- && ulimit -n "$1" && exec "$0" -o nagios x' \
		    "$ruptime" "$limit"
		[[ $output = "RUPTIME UNKNOWN - cannot prepare to ask: "* ]]
	done
}

test_setup() {
	start_daemon
}

@test "an address" {
	asks 127.0.0.1
}

@test "a name" {
	asks localhost
}

@test "a command" {
	asks -e 'echo up' 127.0.0.1
}

# ruptime(1): "As many hosts as -F says are asked at once, as far as the limit
# of descriptors allows": one at least, also where all are kept back.
@test "several, one after the other" {
	run -0 bash -c 'exec 3>&- 4>&- && ulimit -n 18 && exec "$@"' - \
	    "$ruptime" -R 0 -T 20 "127.0.0.1:$port" "localhost:$port"
	[ "${#lines[@]}" -eq 2 ]
}
