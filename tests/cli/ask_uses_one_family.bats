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
	run -1 --separate-stderr "${room[@]}" "$ruptime" -4 other
	[[ $stderr = "ruptime: other: unknown host: "* ]]
	run -1 --separate-stderr "${room[@]}" "$ruptime" -6 four
	[[ $stderr = "ruptime: four: unknown host: "* ]]
}

# never REASON ARGUMENT... HOST: not with -w either.
never() {
	local reason=$1 host=${*: -1} wait
	shift
	for wait in '' -w; do
		run -1 --separate-stderr "${room[@]}" "$ruptime" \
		    ${wait:+"$wait"} "$@"
		[ "$stderr" = "ruptime: $host: $reason" ]
		run -1 "${room[@]}" "$ruptime" -lv ${wait:+"$wait"} "$@"
		[[ $output = "$host "*" down "*" $reason" ]]
	done
}

@test "an address of the other one is never waited for" {
	local host
	for host in ::1 '[::1]:9' fe80::1%lo fe80::1%none ::1%lo fd00::6; do
		never 'unknown host: IPv6, and -4 was given' -4 "$host"
	done
	for host in 127.0.0.1 127.0.0.1:9; do
		never 'unknown host: IPv4, and -6 was given' -6 "$host"
	done
}

@test "nor one with an interface that it can't have" {
	never 'unreachable: only a link-local address has an interface' ::1%lo
}
