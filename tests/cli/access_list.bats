# ruptimed(8): "-A says who may ask, as often as it is given; others are told
# error: access denied".
load lib_serving

denied='error: access denied'

@test "a client from elsewhere is denied, in one line and with a clean end" {
	start_daemon -A 192.0.2.0/24
	run -0 swarm -n 20 -e "$denied"
	run -0 ask
	[ "$output" = "$denied" ]
	wait_until logged ' access denied'
	[[ $(cat "$log") =~ 127\.0\.0\.1:[0-9]+:\ access\ denied ]]
}

@test "a client that is denied causes no run" {
	make_command
	start_daemon -a 0 -c "$command" -A 192.0.2.0/24
	run -0 swarm -n 20 -e "$denied"
	runs 1
}

@test "many who are denied do not fill the log" {
	start_daemon -A 192.0.2.0/24
	run -0 swarm -n 1000 -c 100 -e "$denied"
	run -0 grep -c 'access denied' "$log"
	[ "$output" -ge 5 ]
	[ "$output" -le 15 ]
}

@test "each of several networks may ask, one address too" {
	start_daemon_on -l 127.0.0.1 -A 192.0.2.0/24 -A 127.0.0.2 -A 127.1.0.0/16
	port=$(sed -n 's/.*127\.0\.0\.1:\([0-9]*\)$/\1/p' "$log")
	run -0 nc -N -s 127.0.0.2 127.0.0.1 "$port" </dev/null
	is_uptime "$output"
	run -0 nc -N -s 127.1.2.3 127.0.0.1 "$port" </dev/null
	is_uptime "$output"
	run -0 nc -N -s 127.0.0.3 127.0.0.1 "$port" </dev/null
	[ "$output" = "$denied" ]
}

@test "any lets everybody ask" {
	start_daemon -A 192.0.2.0/24 -A any
	run -0 ask
	is_uptime "$output"
}

@test "local keeps those who may ask by default" {
	start_daemon -A 192.0.2.0/24 -A local
	run -0 ask
	is_uptime "$output"
}

@test "IPv6 networks" {
	grep -q '^0*1 ' /proc/net/if_inet6 2>/dev/null || skip "needs IPv6"
	start_daemon_on -l ::1 -A ::1
	port=$(sed -n 's/.*\[::1\]:\([0-9]*\)$/\1/p' "$log")
	run -0 nc -N ::1 "$port" </dev/null
	is_uptime "$output"
	start_daemon_on -l ::1 -A 2001:db8::/32 -A 0.0.0.0/0
	port=$(sed -n 's/.*\[::1\]:\([0-9]*\)$/\1/p' "$log")
	run -0 nc -N ::1 "$port" </dev/null
	[ "$output" = "$denied" ]
}

@test "the clients of a Unix socket may always ask" {
	start_daemon_on -l "$dir/w/socket" -A 192.0.2.0/24
	run -0 nc -N -U "$dir/w/socket" </dev/null
	is_uptime "$output"
}
