# ruptimed(8): "Each option has a long name, which may be shortened as long as
# it is the only one that begins so".
load lib_startup

# same SHORT LONG WRONG: both read their argument, and complain alike.
same() {
	local short
	short=$("$ruptimed" "$1" "$3" 2>&1) && return 1
	[ -n "$short" ]
	[ "$("$ruptimed" "$2" "$3" 2>&1)" = "$short" ]
	[ "$("$ruptimed" "$2=$3" 2>&1)" = "$short" ]
}

@test "those that take an argument" {
	same -A --allow x
	same -a --max-age x
	same -c --command ''
	same -l --listen ''
	same -m --max-clients x
	same -P --pidfile ''
	same -p --port -1
	same -t --timeout x
	same -u --user ''
}

@test "those that take none" {
	await_daemon "$ruptimed" --foreground --verbose --ipv4 --ipv6 --port=0 \
	    -c 'echo up'
	# Verbose, and all families.
	grep -q 'run 1 has ended' "$log"
	grep -q '0\.0\.0\.0:' "$log"
	run -0 "$ruptimed" --help
	run -0 "$ruptimed" --version
	run -2 "$ruptimed" --inetd --port 0
}

@test "-4 and -6 by their names" {
	await_daemon "$ruptimed" --foreground --ipv4 --port 0 -c 'echo up'
	run ! grep -F '[::]' "$log"
	need_ipv6
	await_daemon "$ruptimed" --foreground --ipv6 --port 0 -c 'echo up'
	run ! grep -F '0.0.0.0' "$log"
}

@test "a beginning of one is enough" {
	run -0 "$ruptimed" --vers
	[[ $output == "ruptimed "* ]]
}
