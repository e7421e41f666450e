# ruptime(1): "a host that does not answer holds up one place of so many, for
# no longer than -T".
load lib_fleet

# Machines that never answer, before, among and behind others.
@test "machines that are down, wherever they stand in the list" {
	start_room -d 10.0.0.0/8
	start_crowd 1 200
	fleet 1 -T 2 -p "$port" '10.0.0.[1-10]' '127.0.0.[1-100]' \
	    '10.0.1.[1-10]' '127.0.1.[1-100]' '10.0.2.[1-10]'
	ends_with 200 30
	run ! grep -v '^10\.' <(grep 'timed out' <<<"$output")
}

# Who is up is answered when all are there, so no dead host may keep one away;
# and those of the dead that had no place yet get one.
@test "they take a place each, not more" {
	start_room -d 10.0.0.0/8
	start_crowd 40 40
	fleet 1 -F 60 -T 2 -p "$port" '10.0.0.[1-20]' '127.0.0.[1-40]' \
	    '10.0.0.[21-25]'
	ends_with 40 25
	crowd_was 40
}

@test "a firewall that drops" {
	need nft
	start_room
	"${inside[@]}" nft -f - <<-'END' || skip "needs nftables"
	table ip down {
		chain input {
			type filter hook input priority 0;
			ip daddr { 127.0.1.1-127.0.1.20, 127.0.3.1 } drop
			ip daddr 127.0.2.1 reject with tcp reset
		}
	}
	END
	start_crowd 1 20
	fleet 1 -R 0 -T 2 -p "$port" '127.0.1.[1-20]' '127.0.0.[1-20]' \
	    127.0.3.1 127.0.2.1
	[ "$(count up)" -eq 20 ]
	[ "$(count "timed out")" -eq 21 ]
	is 127.0.2.1 refused
}

@test "more of them than places, each with a -T of its own" {
	start_room -d 10.0.0.0/8
	start_crowd 1 20
	fleet 1 -F 10 -T 1 -v -p "$port" '10.0.0.[1-20]' '127.0.0.[1-20]'
	ends_with 20 20
	[[ $(state_of 10.0.0.20) = *"no answer from 10.0.0.20:$port within 1 s" ]]
}

@test "nobody is up" {
	start_room -d 10.0.0.0/8
	fleet 1 -T 0.5 -R 0 '10.0.0.[1-100]'
	ends_with 0 100
	[ "$stderr" = "timed out: 10.0.0.[1-100]" ]
}

# Every tenth of them is down.
@test "a thousand of ten thousand" {
	need_root # to run the daemon in the room
	start_room -d 10.0.0.0/8
	ruptimed=$(script inside <<<"exec ${inside[*]} $ruptimed \"\$@\"")
	start_wide_daemon
	awk 'BEGIN { for (i = 0; i < 10000; i++)
	    printf "%s.%d.%d\n", i % 10 == 4 ? "10.0" : "127.0", i / 250,
		i % 250 + 1 }' >"$dir/fleet"
	fleet 1 -T 3 -p "$port" -f "$dir/fleet"
	ends_with 9000 1000
	[ "${stderr_lines[0]%%10.*}" = "timed out: " ]
}
