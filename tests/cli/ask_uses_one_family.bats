# ruptime(1): "-4 uses IPv4 only, -6 uses IPv6 only".
load lib

test_setup() {
	"$tools/peer_room" grep -q '^0*1 ' /proc/net/if_inet6 2>/dev/null ||
	    skip "needs namespaces and ::1"
	printf '127.0.0.1 both four\n::1 both six\n' >"$dir/hosts"
	echo fd00::6 other >>"$dir/hosts"
	echo 'hosts: files' >"$dir/nsswitch"
	echo four >"$dir/reply4"
	echo six >"$dir/reply6"
	room=("$tools/peer_room" -b "$dir/hosts:/etc/hosts"
	    -b "$dir/nsswitch:/etc/nsswitch.conf")
	four=("$tools/peer" -p 4000 127.0.0.1 listen)
	six=("$tools/peer" -p 4000 ::1 listen)
}

# The peers that are not to be asked complain if they are.
@test "-4" {
	run -0 "${room[@]}" "${six[@]}" -- "${four[@]}" \
	    accept send "$dir/reply4" -- "$ruptime" -4 both
	[ "$output" = four ]
}

@test "-6" {
	run -0 "${room[@]}" "${four[@]}" -- "${six[@]}" \
	    accept send "$dir/reply6" -- "$ruptime" -6 both
	[ "$output" = six ]
}

@test "either of them without, or with both" {
	local options
	for options in -v -46 -64; do
		run -0 "${room[@]}" "${four[@]}" accept send "$dir/reply4" -- \
		    "$ruptime" "$options" four
		[ "$output" = four ]
		run -0 "${room[@]}" "${six[@]}" accept send "$dir/reply6" -- \
		    "$ruptime" "$options" six
		[ "$output" = six ]
	done
}

@test "a host that has no address in the family is unknown" {
	local host
	for host in other ::1; do
		run -1 --separate-stderr "${room[@]}" "$ruptime" -4 "$host"
		[[ $stderr = "ruptime: $host: unknown host: "* ]]
	done
	for host in four 127.0.0.1; do
		run -1 --separate-stderr "${room[@]}" "$ruptime" -6 "$host"
		[[ $stderr = "ruptime: $host: unknown host: "* ]]
	done
}
