# ruptime(1): "With -w there is no limit of time but the one that -T sets".
load lib

# What the end of the time meets is a matter of chance: a pause after an
# attempt that failed, or another attempt.

@test "refused all the time" {
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 -- \
	    "$ruptime" -w -T 0.3 127.0.0.1:%p
	[ -z "$output" ]
	[[ $stderr = "ruptime: 127.0.0.1:"*": "@(refused|timed\ out)": "* ]]
}

@test "never answered" {
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 full -- \
	    "$ruptime" -w -T 0.3 127.0.0.1:%p
	[[ $stderr = *": timed out: no answer from 127.0.0.1:"*" within 0.3 s" ]]
}

@test "answered, but told nothing" {
	run -1 --separate-stderr "$tools/peer" 127.0.0.1 listen accept hold -- \
	    "$ruptime" -w -T 0.3 127.0.0.1:%p
	[[ $stderr = *": timed out: 127.0.0.1:"*" did not reply within 0.3 s" ]]
}

@test "a name that nobody knows" {
	"$tools/peer_room" true 2>/dev/null || skip "needs namespaces"
	echo '127.0.0.1 localhost' >"$dir/hosts"
	echo 'hosts: files' >"$dir/nsswitch"
	run -1 --separate-stderr "$tools/peer_room" -b "$dir/hosts:/etc/hosts" \
	    -b "$dir/nsswitch:/etc/nsswitch.conf" \
	    "$ruptime" -w -T 0.3 nosuchhost
	[[ $stderr = "ruptime: nosuchhost: "@(unknown\ host|timed\ out)": "* ]]
}
