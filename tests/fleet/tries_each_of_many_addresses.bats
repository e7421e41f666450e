# ruptime(1): "An address that does not answer does not hold up the next: it is
# tried a quarter of a second later, or earlier where there are so many that
# not all would be begun in half of the time".
load lib_fleet

# Fourteen addresses that do not answer, and the last, which does: of one family
# they are in the order of the bits that they share with our own.
test_setup() {
	need_room
	make_reply
	printf '127.0.0.1 localhost\n' >"$dir/hosts"
	printf '127.0.0.%s many\n' {1..14} 128 >>"$dir/hosts"
	echo 'hosts: files' >"$dir/nsswitch"
	room=("$tools/peer_room" -b "$dir/hosts:/etc/hosts"
	    -b "$dir/nsswitch:/etc/nsswitch.conf")
	silent=()
	for i in {1..14}; do
		silent+=("$tools/peer" -p 4000 "127.0.0.$i" full --)
	done
	last=("$tools/peer" -p 4000 127.0.0.128 listen accept send "$dir/reply"
	    --)
}

# Afresh after three seconds, it would begin with the first again.
@test "-w gets to the last" {
	run -0 --separate-stderr "${room[@]}" "${silent[@]}" "${last[@]}" \
	    timeout 60 "$ruptime" -w many
	is_uptime "$output"
	run -0 --separate-stderr "${room[@]}" "${silent[@]}" "${last[@]}" \
	    timeout 60 "$ruptime" -w -T 10 many
	is_uptime "$output"
}

@test "a time limit that four quarters of a second are too long for does too" {
	run -0 --separate-stderr "${room[@]}" "${silent[@]}" "${last[@]}" \
	    "$ruptime" -T 1 many
	is_uptime "$output"
}

@test "the time that is told is of the connection that answered" {
	need jq
	run -0 --separate-stderr "${room[@]}" "${silent[@]}" "${last[@]}" \
	    "$ruptime" -T 3 -o json many
	jq -e '.[0].state == "up" and .[0].rtt_ms < 80' <<<"$output"
	run -0 --separate-stderr "${room[@]}" "${silent[@]}" "${last[@]}" \
	    "$ruptime" -T 3 -o prometheus many
	awk '/^ruptime_response_seconds/ { exit !($2 < 0.08) }' <<<"$output"
	run -0 --separate-stderr "${room[@]}" "${silent[@]}" "${last[@]}" \
	    "$ruptime" -T 3 -o nagios many
	[[ $output =~ \'time\'=0\.0[0-7] ]]
}
