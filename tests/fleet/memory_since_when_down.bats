# ruptime(1): "Where a host is down, the same place says for how long: the time
# since it was last seen up, or a question mark where it never was."
load lib_memory

two_days=$((2 * 86400 + 5 * 3600 + 12 * 60))

# alpha is up, gamma has gone since, delta never was.
gamma_is_down() {
	texts -o table alpha node2
	mv "$dir/hosts/node2" "$dir/hosts/away"
	passed "$two_days"
}

@test "in BSD's place" {
	gamma_is_down
	texts alpha node2 zeta
	[ "$status" -eq 1 ]
	[ "${lines[0]}" = 'alpha        up     3+05:02,    1 user,   load  0.04,  0.08,  0.07' ]
	[[ ${lines[1]} = 'node2        down   2+05:12,  error: '* ]]
	[[ ${lines[2]} = 'zeta         down         ?,  error: '* ]]
	[ "${#lines[@]}" -eq 3 ]
}

@test "it goes on, however often it is asked" {
	gamma_is_down
	texts alpha node2
	passed 3600
	texts alpha node2
	[[ $(line_of node2) = *' down   2+06:12,  error: '* ]]
	mv "$dir/hosts/away" "$dir/hosts/node2"
	texts alpha node2
	[[ $(line_of node2) = *' up '* ]]
	gone_down node2
	texts alpha node2
	[[ $(line_of node2) = *' down      0:00,  error: '* ]]
}

@test "without a memory there is neither" {
	gamma_is_down
	RUPTIME_SEEN='' texts alpha node2
	prints \
	    'alpha        up     3+05:02,    1 user,   load  0.04,  0.08,  0.07' \
	    "node2        down   error: cat: $dir/hosts/node2: No such file or directory"
}

@test "-t sorts by it, after those that are up" {
	local host
	for host in alpha node2 node10 db-primary; do
		texts -o table alpha node2 node10 db-primary
		passed 3600
		mv "$dir/hosts/$host" "$dir/hosts/was-$host"
	done
	mv "$dir/hosts/was-db-primary" "$dir/hosts/db-primary"
	texts -t alpha node2 node10 db-primary zeta
	[ "$(awk '{ print $1 }' <<<"$output" | xargs)" = \
	    'db-primary node10 node2 alpha zeta' ]
	texts -t -r alpha node2 node10 db-primary zeta
	[ "$(awk '{ print $1 }' <<<"$output" | xargs)" = \
	    'db-primary alpha node2 node10 zeta' ]
}

@test "JSON" {
	need jq
	gamma_is_down
	texts -o json alpha node2 zeta
	jq -e --argjson now "$(date +%s)" '.[0] | .down_s == null and
	    .last_up > $now - 60 and .last_up <= $now and .rebooted == false' \
	    <<<"$output"
	jq -e --argjson now "$(date +%s)" --argjson down "$two_days" '.[1] |
	    .down_s >= $down and .down_s < $down + 60 and
	    (.down_s + .last_up - $now | . > -60 and . <= 0) and
	    .rebooted == null' <<<"$output"
	jq -e '.[2] | .down_s == null and .last_up == null and
	    .rebooted == null' <<<"$output"
	jq -e 'map([.down_s, .last_up | type]) == [["null", "number"],
	    ["number", "number"], ["null", "null"]]' <<<"$output"
	texts -o json alpha
	jq -e '.[0].rebooted == false' <<<"$output"
}

@test "Prometheus" {
	local last
	gamma_is_down
	last=$(awk -F '\t' '$1 == "node2" { print $2 }' "$seen")
	texts -o prometheus alpha node2 zeta
	grep -qx "ruptime_last_up_timestamp_seconds{host=\"node2\"} $last" \
	    <<<"$output"
	grep -q '^ruptime_last_up_timestamp_seconds{host="alpha"} [0-9]*$' \
	    <<<"$output"
	run ! grep 'last_up.*zeta' <<<"$output"
	texts -o prometheus alpha node2 zeta
	if command -v promtool >/dev/null; then
		promtool check metrics <<<"$output"
	fi
	RUPTIME_SEEN='' texts -o prometheus alpha node2
	run ! grep last_up <<<"$output"
}

@test "Nagios: the first line says since when" {
	gamma_is_down
	texts -o nagios node2
	[ "$status" -eq 2 ]
	[[ ${lines[0]} = 'RUPTIME CRITICAL - node2: error, down 2+05:12: '* ]]
	texts -o nagios alpha node2 zeta
	[[ ${lines[0]} = 'RUPTIME CRITICAL - 1 of 3 hosts up; node2: error, down 2+05:12; zeta: error, never seen up |'* ]]
}

@test "colour for one that was booted" {
	told alpha '3 days,  5:02'
	texts alpha
	texts -o table alpha
	told alpha '4 min'
	texts --color=always -o table alpha
	[[ $output = *$', \e[33mrebooted\e[m' ]]
}
