# ruptime(1): "0 Every host is up; 1 of several, some host is not up; 2 A usage
# error, or nothing could be asked".
load lib_fleet

test_setup() {
	make_reply
}

# once ADDRESS: begins a command that is served one reply there.
once() {
	server+=("$tools/peer" -p 4000 "$1" listen accept send "$dir/reply" --)
}

# fleet_of STATUS ARGUMENT...: the same among these servers, which see to it
# that nobody else asks.
fleet_of() {
	local expected=$1
	shift
	run "-$expected" --separate-stderr "${inside[@]}" "${server[@]}" \
	    "$ruptime" "$@"
}

@test "0: all are up" {
	start_room
	once 127.0.0.1
	once 127.0.0.2
	once 127.0.0.3
	fleet_of 0 127.0.0.3 localhost 127.0.0.2
	are_up 127.0.0.3 localhost 127.0.0.2
	[ -z "$stderr" ]
}

@test "1: three hosts in three states" {
	start_room
	once 127.0.0.1
	fleet_of 1 -R 0 localhost nosuchhost.invalid 127.0.0.2:9
	[ "${#lines[@]}" -eq 3 ]
	is localhost up
	is nosuchhost.invalid "unknown host"
	is 127.0.0.2:9 refused
}

@test "1: none is up" {
	start_room
	fleet 1 -R 0 127.0.0.1 127.0.0.2
	asked 127.0.0.1 127.0.0.2
	[ "$(count refused)" -eq 2 ]
}

# A server whose script has no client ends with 99 if there is one.
@test "2: one host can't be one, and nobody is asked" {
	start_room
	for bad in -x 127.1 '[::1' 'a[3-1]' '127.0.0.2:nosuchservice' ''; do
		run -2 --separate-stderr "${inside[@]}" "$tools/peer" -p 4000 \
		    127.0.0.1 listen -- "$ruptime" -- 127.0.0.1 "$bad"
		[ -z "$output" ]
		[[ $stderr = "ruptime: "* ]]
	done
}
