# ruptime(1): "With -i the hosts are asked each so many seconds": ten thousand of
# them, of which half change from round to round.
load lib_watch

# On all addresses of 127.0.0.0/8, as lib_watch.bash has it on one.
start_host() {
	start_daemon_on -l 0.0.0.0 -c "cat $dir/says.$1" \
	    ${ports[$1]:+-p "${ports[$1]}"}
	ports[$1]=$(sed -n 's/.*listening on 0\.0\.0\.0:\([0-9]*\)$/\1/p' "$log")
	daemons[$1]=$daemon
}

test_setup() {
	local i first second
	say steady "$(up '2 days,  3:00' 3 1.00)"
	say changing "$(up '3 days,  3:00' 3 2.00)"
	first=${ports[steady]} second=${ports[changing]}
	for ((i = 0; i < 5000; i++)); do
		echo "127.1.$((i / 250)).$((i % 250 + 1)):$first"
		echo "127.2.$((i / 250)).$((i % 250 + 1)):$second"
	done >"$dir/hosts"
	start_terminal 80 24
}

@test "half of them change, and keys are heeded meanwhile" {
	local round
	watch -i 1 -f "$dir/hosts"
	shows '  10000 up, 0 down   by name'
	for round in 1 2; do
		stop_host changing
		shows '  5000 up, 5000 down'
		shows "^[0-9:]{8} 127\.2\.[0-9.]+:${ports[changing]} down: refused$"
		press l
		shows 'by load'
		shows "^127\.1\.0\.1:${ports[steady]} +up "
		start_host changing
		shows '  10000 up, 0 down'
		shows "^127\.2\.0\.1:${ports[changing]} +up "
		press n
		shows 'by name'
		shows "^127\.1\.0\.1:${ports[steady]} +up "
	done
	press q
	shows '^10000 of 10000 up$'
}
