# ruptime(1): "unknown host: no source of names knows it; unresolved: the name
# service failed".
load lib

test_setup() {
	"$tools/peer_room" true 2>/dev/null || skip "needs namespaces"
	echo '127.0.0.1 localhost' >"$dir/hosts"
	echo 'hosts: files' >"$dir/files"
	echo 'hosts: dns' >"$dir/dns"
	echo 'nameserver 127.0.0.1' >"$dir/refusing"
	echo 'nameserver 10.0.0.1' >"$dir/silent"
	room=("$tools/peer_room" -d 10.0.0.1 -b "$dir/hosts:/etc/hosts")
}

@test "a name that nobody knows, which is asked for once" {
	run -1 --separate-stderr "${room[@]}" \
	    -b "$dir/files:/etc/nsswitch.conf" "$ruptime" -v -R 3 nosuchhost
	[ -z "$output" ]
	[[ $stderr = "ruptime: nosuchhost: unknown host: Name or service"* ]]
	[ "${#stderr_lines[@]}" -eq 1 ]
}

@test "a name service that fails, which is tried again" {
	run -1 --separate-stderr "${room[@]}" -b "$dir/dns:/etc/nsswitch.conf" \
	    -b "$dir/refusing:/etc/resolv.conf" \
	    "$ruptime" -v -R 2 -T 20 nosuchhost.invalid
	[ -z "$output" ]
	[ "${#stderr_lines[@]}" -eq 3 ]
	[[ ${stderr_lines[0]} = *"about to try again; unresolved: "* ]]
	[[ ${stderr_lines[1]} = *"about to try again; unresolved: "* ]]
	[[ ${stderr_lines[2]} = "ruptime: nosuchhost.invalid: unresolved: "* ]]
}

@test "a name service that does not answer in time" {
	run -1 --separate-stderr "${room[@]}" -b "$dir/dns:/etc/nsswitch.conf" \
	    -b "$dir/silent:/etc/resolv.conf" \
	    "$ruptime" -T 0.3 nosuchhost.invalid
	[ -z "$output" ]
	[ "$stderr" = "$(printf '%s ' ruptime: nosuchhost.invalid: timed out: \
	    the name service did not answer within 0.3)s" ]
}

@test "a name that is a file's, here" {
	local hint='; a file of hosts is for -f'
	cd "$dir"
	echo alpha >hosts.txt
	run -1 --separate-stderr "${room[@]}" \
	    -b "$dir/files:/etc/nsswitch.conf" "$ruptime" hosts.txt
	[[ $stderr = "ruptime: hosts.txt: unknown host: "*"$hint" ]]
	run -1 --separate-stderr "${room[@]}" -b "$dir/dns:/etc/nsswitch.conf" \
	    -b "$dir/refusing:/etc/resolv.conf" "$ruptime" -R 0 -T 20 hosts.txt
	[[ $stderr = "ruptime: hosts.txt: unresolved: "*"$hint" ]]
}
