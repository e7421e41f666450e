# ruptime(1): "The exit status says it too: 0 the host is up; 1 it is not;
# 2 a usage error".
load lib

@test "0 where the host is up" {
	start_daemon
	run -0 --separate-stderr "$ruptime" "127.0.0.1:$port"
	is_uptime "$output"
	[ -z "$stderr" ]
}

@test "1 where it is not, and standard error says why" {
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 -- \
	    "$ruptime" -R 0 127.0.0.1:%p
	[ -z "$output" ]
	[ -n "$stderr" ]
}

@test "2 where nothing could be asked" {
	run -2 --separate-stderr "$ruptime" --nonsense
	[ -z "$output" ]
	[ -n "$stderr" ]
}

@test "0 for --help and --version, on standard output" {
	local option
	for option in -h --help -V --version; do
		run -0 --separate-stderr "$ruptime" "$option"
		[[ $output = *ruptime* ]]
		[ -z "$stderr" ]
	done
}

@test "--help lists every option that is taken" {
	local option
	run -0 --separate-stderr "$ruptime" --help
	for option in -4 -6 -h -p -R -T -V -v -w --ipv4 --ipv6 --help --port \
	    --retries --timeout --version --verbose --wait; do
		[[ $output =~ (^|[[:space:],])"$option"[[:space:],=] ]]
	done
}

@test "what a daemon denies is no success" {
	start_daemon -A 192.0.2.0/24
	run -1 --separate-stderr "$ruptime" "127.0.0.1:$port"
	[ -z "$output" ]
	[[ $stderr = *": denied: "* ]]
}
