# ruptime(1): "On a terminal a line under more than ten hosts says how many of
# them are up."
load lib_fleet

@test "how many are up stands under a long table on a terminal" {
	start_wide_daemon
	run -1 "$tools/peer_pty" -o "$ruptime" -p "$port" -R 0 \
	    '127.0.0.[1-10]' 127.0.0.9:1
	[ "${#lines[@]}" -eq 12 ]
	[[ ${lines[11]} = '10 of 11 up'* ]]
	run -0 "$tools/peer_pty" -o "$ruptime" -p "$port" '127.0.0.[1-10]'
	[ "${#lines[@]}" -eq 10 ]
	run -0 "$ruptime" -p "$port" '127.0.0.[1-20]'
	[ "${#lines[@]}" -eq 20 ]
}
