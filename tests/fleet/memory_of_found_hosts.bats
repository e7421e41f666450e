# ruptime(1): "One that was not named but found is kept for four days after it
# was last up, and meanwhile it is asked and shown as if it were named."
load lib_memory

# A daemon at one address of a network; sets port, network and found.
start_in_network() {
	start_daemon_on -l 127.9.8.3
	port=$(sed -n 's/.*listening on 127\.9\.8\.3:\([0-9]*\)$/\1/p' "$log")
	network=127.9.8.0/29:$port
	found=127.9.8.3:$port
}

stop_it() {
	kill -TERM "$daemon"
	wait_until gone "$daemon"
}

# search STATUS ARGUMENT...
search() {
	run "-$1" --separate-stderr "$ruptime" -n "${@:2}" "$network"
}

@test "it is a host that is down, for four days" {
	start_in_network
	search 0
	[[ $output = "$found "*' up '* ]]
	[ "$(sed 1d "$seen" | cut -f 1,8-)" = \
	    "$found"$'\t0\t127.9.8.3\t'"$port"$'\t'"$found" ]
	stop_it
	passed $((3 * 86400 + 4 * 3600))
	search 1
	[[ $output = "$found "*' down   3+04:00,  refused' ]]
	[ "${#lines[@]}" -eq 1 ]
	[ -z "$stderr" ]
	# That it was asked does not keep it.
	passed 72060
	search 1
	[ -z "$output" ]
	[ "$stderr" = "ruptime: $network: nobody answers" ]
	[ "$(wc -l <"$seen")" -eq 1 ]
}

@test "with -i it is since when, in each round" {
	local rounds
	need jq
	start_in_network
	search 0
	stop_it
	passed 4000
	search 1 -i 0.2 -c 3 -o json
	rounds=$(jq -c 'map([.host, .down_s >= 4000])' <<<"$output" | uniq -c)
	[[ $rounds = *" 3 [[\"$found\",true]]" ]]
}

@test "with -i it is a change that it is up again" {
	start_in_network
	search 0
	stop_it
	begin_view
	wait_until grep -q "^$found .* down " "$out"
	start_daemon_on -l 127.9.8.3 -p "$port"
	wait_until grep -q " $found up$" "$out"
}

begin_view() {
	out=$dir/out.${#started[@]}
	background "$ruptime" -n -i 2 "$network"
}

@test "without a memory it is nobody" {
	start_in_network
	search 0
	stop_it
	RUPTIME_SEEN='' search 1
	[ -z "$output" ]
}

@test "it is forgotten by name" {
	start_in_network
	search 0
	run -0 "$ruptime" --forget="$found"
	[ "$(wc -l <"$seen")" -eq 1 ]
	stop_it
	search 1
	[ -z "$output" ]
}

@test "named as well it is kept as those are" {
	start_in_network
	search 0
	run -0 "$ruptime" -o table "$found"
	stop_it
	passed $((5 * 86400))
	search 1
	[ -z "$output" ]
	run -1 "$ruptime" -R 0 -o table "$found"
	[[ $output = "$found "*' down   5+00:00,  refused' ]]
}

@test "one that was named is known to a search" {
	start_in_network
	run -0 "$ruptime" -o table "$found"
	stop_it
	passed 7200
	search 1
	[[ $output = "$found "*' down      2:00,  refused' ]]
}
