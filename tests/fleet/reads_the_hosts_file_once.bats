# ruptime(1): "Where 64 or more of the hosts are names, and nsswitch.conf(5)
# has "files" as the first source of hosts, /etc/hosts is read once, and again
# when it changes, and not for each name".
load lib_fleet

# traced ARGUMENT...: ask under strace(1); sets opened, how often the hosts file
# was. (LeakSanitizer can't work under it.)
traced() {
	need strace
	background "${inside[@]}" \
	    env ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0" strace -f -qq -e trace=openat \
	    -o "$dir/trace" "$ruptime" -T 20 -p "$port" "$@"
	wait "$pid"
	output=$(cat "$dir/out.$((${#started[@]} - 1))")
	opened=$(grep -c '"/etc/hosts"' "$dir/trace")
	echo "opened $opened times"
}

# The file has to have stood for a moment.
start_room_with() {
	seq -f '127.0.0.1 name%g' 1 "$1" >"$dir/hosts"
	start_room
	start_crowd 1 "$1"
}

@test "300 names, which it is read for once or a few times" {
	start_room_with 300
	traced 'name[1-300]'
	[ "$(count up)" -eq 300 ]
	[ "$opened" -lt 10 ]
}

@test "63 names, which the system is asked for each" {
	start_room_with 63
	traced 'name[1-63]'
	[ "$(count up)" -eq 63 ]
	[ "$opened" -ge 63 ]
}

@test "addresses do not make names many" {
	start_room_with 70
	traced 'name[1-3]' '127.0.0.[1-65]' '[::1]' ::2 || true
	[ "$opened" -ge 3 ]
}

@test "names that it lacks go on to the next source" {
	need dnsmasq
	seq -f '127.0.0.1 name%g' 1 100 >"$dir/hosts"
	echo 'hosts: files dns' >"$dir/nsswitch"
	echo 'nameserver 127.0.0.1' >"$dir/resolv"
	start_room -b "$dir/resolv:/etc/resolv.conf"
	echo '127.0.0.1 other.lab' >"$dir/names"
	background "${inside[@]}" dnsmasq -d -C /dev/null --pid-file= \
	    --no-resolv --no-hosts -H "$dir/names" --local=/lab/ \
	    --listen-address=127.0.0.1 --bind-interfaces --log-facility=-
	wait_until "${inside[@]}" nc -z 127.0.0.1 53
	start_crowd 1 101
	fleet 1 -R 0 -T 20 -p "$port" 'name[1-100]' {other,nosuch}.lab
	[ "$(count up)" -eq 101 ]
	is other.lab up
	is nosuch.lab "unknown host"
}

@test "a name that comes while it is waited for" {
	seq -f '127.0.0.1 name%g' 1 100 >"$dir/hosts"
	start_room
	start_crowd 1 101
	background "${inside[@]}" "$ruptime" -vv -w -T 20 -p "$port" \
	    'name[1-100]' late
	local client=$pid n=$((${#started[@]} - 1))
	wait_until grep -q 'late: about to try again; unknown host' \
	    "$dir/err.$n"
	# In place: a bound file stays the one that it is.
	echo '127.0.0.1 late' >>"$dir/hosts"
	wait "$client"
	output=$(cat "$dir/out.$n")
	[ "$(count up)" -eq 101 ]
}
