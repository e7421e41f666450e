# ruptimed(8): "Whatever keeps it from starting is told in one line on standard
# error, and the exit status is 1: a shell that starts a daemon sees it too, and
# no process is left behind".
load lib_startup

@test "a port that is in use is named" {
	ruptimed=$built start_daemon -c 'echo up'
	refused 1 "127.0.0.1:$port: Address already in use" -l "127.0.0.1:$port"
	[ "$(ask)" = up ]
}

@test "an address that is not ours is named" {
	refused 1 "192.0.2.1:0: Cannot assign requested address" -l 192.0.2.1
}

@test "an IPv6 address that is not ours is named" {
	need_ipv6
	refused 1 "\[2001:db8::1]:0: Cannot assign requested address" \
	    -l 2001:db8::1
}

@test "a path that cannot be listened on is named" {
	refused 1 "$dir/none/socket: No such file or directory" \
	    -l "$dir/none/socket"
}

@test "a user that does not exist is named" {
	refused 1 "-u no-such-user: no such user" -u no-such-user
}

@test "root is refused as the user to become" {
	refused 1 "-u root: is root; name an ordinary user" -u root
}

@test "an ordinary user cannot become another" {
	ruptimed_as_user=("${user[@]}" "$ruptimed" -p 0 -u bin)
	run -1 --separate-stderr timeout 60 "${ruptimed_as_user[@]}"
	[ "$stderr" = "ruptimed: -u bin: only root can become another user" ]
	run -1 --separate-stderr timeout 60 "${ruptimed_as_user[@]}" -f
	[ "$stderr" = "ruptimed: -u bin: only root can become another user" ]
	nothing_left
}

@test "a pid file in a directory that the user cannot write to is named" {
	no_leak_check
	install -d -m 555 "$dir/shut"
	refused 1 "pid file $dir/shut/pid*: Permission denied" \
	    -P "$dir/shut/pid"
	[ ! -e "$dir/shut/pid" ]
}

@test "a pid file in a directory that does not exist is named" {
	no_leak_check
	refused 1 "pid file $dir/none/pid*: No such file or directory" \
	    -P "$dir/none/pid"
}

@test "an uptime command that does not exist is named" {
	refused 1 "no-such-command: *exited with status 127: *not found" \
	    -c no-such-command
}

@test "an uptime command that fails is named, and why it failed" {
	fails=$(script fails <<<'echo reason >&2; exit 3')
	refused 1 "$fails: the uptime command exited with status 3: reason" \
	    -c "$fails"
}

@test "an uptime command that crashes is named" {
	crashes=$(script crashes <<<'kill -ABRT $$')
	refused 1 "exec $crashes: the uptime command was killed by signal 6*" \
	    -c "exec $crashes"
}

@test "an uptime command that prints nothing is named" {
	refused 1 "true: the uptime command printed nothing" -c true
}

@test "an uptime command that prints too much is named" {
	refused 1 "*: the uptime command printed more than 65536 bytes" \
	    -c 'head -c 65537 /dev/zero'
}

@test "an uptime command that hangs is named and ended" {
	mkfifo "$dir/never"
	chmod 666 "$dir/never"
	hangs=$(script hangs <<<"cat $dir/never")
	refused 1 "$hangs: the uptime command took longer than 0.1 s" \
	    -t 0.1 -c "$hangs"
}

@test "an address of many machines, where nobody can connect" {
	local address
	for address in 224.0.0.1 239.255.1.1 255.255.255.255 127.255.255.255; do
		refused 1 "$address:0: Cannot assign requested address" \
		    -p 0 -l "$address"
	done
	refused 1 '224.0.0.1:0: Cannot assign requested address' \
	    -p 0 -l ::ffff:224.0.0.1
	need_ipv6
	refused 1 '\[ff0e::1]:0: Cannot assign requested address' \
	    -p 0 -l ff0e::1
}
