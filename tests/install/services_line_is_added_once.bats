# ruptimed(8): "ruptime-service add adds the line to the services database,
# unless the service is there already".
load lib_services

added() {
	{ cat "$dir/before"; echo "$line"; } | cmp - "$services"
	no_leftovers
}

@test "the line is added at the end, by every shell" {
	for shell in "${shells[@]}"; do
		cp "$dir/before" "$services"
		run -0 service add "$services"
		[ "$output" = "$services: added ruptime 4000/tcp" ]
		added
	done
}

@test "getaddrinfo finds it there" {
	[ "$EUID" -eq 0 ] || skip "needs root"
	unshare -m true 2>/dev/null || skip "needs namespaces"
	run -0 service add "$services"
	# shellcheck disable=SC2016
	run -0 unshare -m sh -c 'mount --bind "$1" /etc/services &&
		getent -s services:files services ruptime/tcp' sh "$services"
	[[ $output =~ ^ruptime\ +4000/tcp$ ]]
}

@test "a second time changes nothing" {
	for shell in "${shells[@]}"; do
		cp "$dir/before" "$services"
		service add "$services"
		cp "$services" "$dir/once"
		run -0 service add "$services"
		[ "$output" = "$services: line 6 has ruptime 4000/tcp already" ]
		cmp "$dir/once" "$services"
	done
}

@test "nor where it was written by hand in another form" {
	for other in 'ruptime 4000/tcp' "	ruptime	04000/tcp	up # mine" \
	    'uptimed 4000/tcp ruptime' "$line of mine"; do
		for shell in "${shells[@]}"; do
			database 'discard 9/tcp' "$other"
			run -0 service add "$services"
			[[ $output == *"line 2 has ruptime 4000/tcp already" ]]
			unchanged
		done
	done
}

@test "comments and other protocols are no entries" {
	database '#ruptime 4000/tcp' 'ruptime 4000/udp' 'x # 4000/tcp ruptime' \
	    'icq 4000/udp' 'icq 4000/sctp' 'ruptimed 400/tcp' 'up 40000/tcp' \
	    'Ruptime 5000/tcp' 'odd' 'odd 4000' 'odd 4000x/tcp'
	for shell in "${shells[@]}"; do
		cp "$dir/before" "$services"
		run -0 service add "$services"
		added
	done
}

@test "many at the same time add it once, and none fails" {
	need flock
	local pids=() i
	for i in 1 2 3 4 5 6 7 8; do
		service add "$services" >"$dir/said.$i" 3>&- &
		pids+=($!)
	done
	for i in "${pids[@]}"; do wait "$i"; done
	added
	[ "$(cat "$dir"/said.* | grep -c ': added')" -eq 1 ]
}

@test "a last line without its end gets one" {
	printf 'discard 9/tcp' >"$services"
	for shell in "${shells[@]}"; do
		printf 'discard 9/tcp' >"$services"
		service add "$services"
		printf 'discard 9/tcp\n%s\n' "$line" | cmp - "$services"
	done
}

@test "an empty file gets the line alone" {
	for shell in "${shells[@]}"; do
		: >"$services"
		service add "$services"
		echo "$line" | cmp - "$services"
	done
}

@test "lines end as the others do" {
	for shell in "${shells[@]}"; do
		printf 'discard 9/tcp\r\n' >"$services"
		service add "$services"
		printf 'discard 9/tcp\r\n%s\r\n' "$line" | cmp - "$services"
		run -0 service add "$services"
		[[ $output == *already ]]
	done
}

@test "a file of a million lines takes it" {
	seq 1 1000000 | sed 's|.*|s& 1/tcp|' >"$services"
	cp "$services" "$dir/before"
	service add "$services"
	added
	service remove "$services"
	unchanged
}

@test "status tells whether it is there: 0, or 3" {
	for shell in "${shells[@]}"; do
		cp "$dir/before" "$services"
		run -3 service status "$services"
		[ "$output" = "$services: ruptime is not there" ]
		unchanged
		service add "$services"
		run -0 service status "$services"
		[ "$output" = "$services: line 6 has ruptime 4000/tcp" ]
	done
}

@test "other uses are usage errors" {
	for shell in "${shells[@]}"; do
		run -2 service
		run -2 service install "$services"
		run -2 service add ''
		run -2 service add "$services" "$services"
		unchanged
		run -0 service --help
		[[ $output == usage:* ]]
	done
}
