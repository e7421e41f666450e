# ruptime(1): "a million are the most": here are ten thousand of one daemon.
load lib_fleet

test_setup() {
	start_wide_daemon
	hosts='127.0.[0-39].[1-250]'
}

@test "each has a line of its own, up" {
	run -0 --separate-stderr timeout 60 "$ruptime" -T 30 -p "$port" "$hosts"
	[ -z "$stderr" ]
	[ "$(count up)" -eq 10000 ]
	[ "$(hosts | sort -u | wc -l)" -eq 10000 ]
	was_asked 10000
}

@test "none is lost among the dead" {
	run -1 --separate-stderr timeout 60 "$ruptime" -R 0 -T 30 -p "$port" \
	    "$hosts" '127.0.0.[1-100]:9'
	[ "$(count up)" -eq 10000 ]
	[ "$(count refused)" -eq 100 ]
	[ "${#lines[@]}" -eq 10100 ]
	[ "$stderr" = "refused: 127.0.0.[1-100]:9" ]
}
