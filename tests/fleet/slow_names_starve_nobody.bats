# ruptime(1): "The time of a host begins when its name is being looked up, not
# while it waits for its turn".
load lib_fleet

test_setup() {
	echo 'hosts: dns' >"$dir/nsswitch"
	printf '%s\n' 'nameserver 127.0.0.1' 'options timeout:2 attempts:1' \
	    >"$dir/resolv"
	start_room -b "$dir/resolv:/etc/resolv.conf"
}

# start_dns ARGUMENT...: of tests/tools/peer_dns.c; sets dns_out.
start_dns() {
	dns_out=$dir/out.${#started[@]}
	background "${inside[@]}" "$tools/peer_dns" "$@"
	wait_until grep -q ready "$dns_out"
}

# Each name is answered only when 64 are being looked up, or the last are: with
# fewer resolvers none would ever be.
@test "64 are looked up at once, and never more" {
	start_dns 64 200
	start_crowd 1 200
	fleet 0 -4 -T 20 -p "$port" 'slow[1-200]'
	[ "$(count up)" -eq 200 ]
	[ -z "$stderr" ]
	grep -x 'most 64' "$dns_out"
}

# It gets its reply while no name has got its answer.
@test "who needs no look-up does not wait for names" {
	printf '%s\n' 'nameserver 127.0.0.1' 'options timeout:30' >"$dir/resolv"
	start_dns 1000 1000
	start_crowd 30 30
	background "${inside[@]}" "$ruptime" -4 -T 20 -p "$port" \
	    'slow[1-100]' '127.0.0.[1-30]' 'lost[1-2]'
	local client=$pid
	crowd_was 30
	[ ! -s "$dir/out.$((${#started[@]} - 1))" ]
	kill "$client"
	wait "$client" || [ "$?" -eq 1 ]
}

# Where their time began with the run, the last ones would have none left.
@test "names that get no answer leave the others theirs" {
	start_dns
	start_crowd 1 10
	fleet 1 -4 -T 1.5 -R 0 -p "$port" 'lost[1-70]' 'node[1-10]'
	[ "$(count up)" -eq 10 ]
	[ "$(count 'timed out')" -eq 70 ]
}

@test "each answer of a name server is kept apart" {
	start_dns
	start_crowd 1 2
	fleet 1 -vv -R 1 -T 1.5 -p "$port" node1 servfail refused nxdomain lost \
	    node2
	is node1 up
	is node2 up
	is servfail unresolved
	is refused unresolved
	is nxdomain "unknown host"
	is lost "timed out"
	[[ $(state_of lost) = *"the name service did not answer within 1.5 s" ]]
	# What fails for the moment is asked again, what is certain is not.
	[[ $stderr = *"servfail: about to try again; unresolved: "* ]]
	[[ $stderr = *"refused: about to try again; unresolved: "* ]]
	[[ $stderr != *"nxdomain"* ]]
}
