# ruptime(1): "A reply that begins "error: " is the server's own error: it is
# reported on standard error, nothing is printed, and the status is 1".
load lib

# refused_with REPLY MESSAGE: the whole of standard error, but for the host.
refused_with() {
	printf '%b' "$1" >"$dir/reply"
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 listen accept \
	    send "$dir/reply" -- "$ruptime" 127.0.0.1:%p
	[ -z "$output" ]
	[[ $stderr =~ ^"ruptime: 127.0.0.1:"([0-9]+)": "(.*)$ ]]
	[ "${BASH_REMATCH[2]}" = "${2//%p/${BASH_REMATCH[1]}}" ]
}

@test "the server's reason" {
	refused_with 'error: uptime exits with status 3\n' \
	    'error: uptime exits with status 3'
}

@test "of several lines the first" {
	refused_with 'error: one\ntwo\n' 'error: one'
}

@test "however the line ends" {
	refused_with 'error: one' 'error: one'
	refused_with 'error: one\r\n' 'error: one'
}

@test "no reason at all" {
	printf 'error: \n' >"$dir/reply"
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 listen accept \
	    send "$dir/reply" -- "$ruptime" 127.0.0.1:%p
	[ -z "$output" ]
	[[ $stderr = *": error:"* ]]
}

@test "a reason of 10000 bytes does not flood the screen" {
	{ printf 'error: '; head -c 10000 /dev/zero | tr '\0' x; } >"$dir/reply"
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 listen accept \
	    send "$dir/reply" -- "$ruptime" 127.0.0.1:%p
	[ -z "$output" ]
	[ "${#stderr}" -lt 2000 ]
}

@test "that we may not ask is told apart, and where that is set" {
	refused_with 'error: access denied\n' \
	    'denied: 127.0.0.1:%p does not let this machine ask; see -A in ruptimed(8)'
	refused_with 'error: access denied to the load\n' \
	    'error: access denied to the load'
}

@test "a daemon whose command fails" {
	start_daemon -a 0 -c "[ ! -e $dir/broken ] && echo up"
	: >"$dir/broken"
	run -1 --separate-stderr "$ruptime" "127.0.0.1:$port"
	[ -z "$output" ]
	[[ $stderr = "ruptime: 127.0.0.1:$port: error: "?* ]]
}
