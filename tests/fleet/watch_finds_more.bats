# ruptime(1): "A host that a source names for the first time joins the table,
# which is a change".
load lib_watch

service=_ruptime._tcp.lab

test_setup() {
	need dnsmasq
	need perl
	need nc
	make_reply
	echo 'hosts: files' >"$dir/nsswitch"
	printf '%s\n' '127.0.0.1 one.lab' '127.0.0.2 two.lab' \
	    '127.0.0.3 three.lab' >"$dir/hosts"
	echo 'nameserver 127.0.0.1' >"$dir/resolv"
	start_room -b "$dir/resolv:/etc/resolv.conf"
	local number
	for number in 1 2; do
		background "${inside[@]}" "${as_nobody[@]}" "$ruptimed" -f \
		    -l "127.0.0.$number"
		wait_until grep -q 'listening on' \
		    "$dir/err.$((${#started[@]} - 1))"
	done
	ruptime="${inside[*]} $ruptime"
	start_terminal 80 20
}

# serve NAME...: the service has these hosts, in place of those before.
serve() {
	[ -z "${dns-}" ] || { kill "$dns"; wait "$dns" || true; }
	background "${inside[@]}" dnsmasq -d -C /dev/null --pid-file= \
	    --no-resolv --no-hosts --local=/lab/ --listen-address=127.0.0.1 \
	    --bind-interfaces --log-facility=- \
	    "${@/#/--srv-host=$service,}"
	dns=$pid
	wait_until "${inside[@]}" nc -z 127.0.0.1 53
}

# comes PATTERN: after a key of space or more, since one that is pressed during
# a search begins no other.
comes() {
	local i
	for i in {1..30}; do
		press Space
		wait_briefly "$1" && return 0
	done
	screen >&2
	return 1
}

wait_briefly() {
	local i
	for i in {1..5}; do
		on_screen "$1" && return 0
		sleep 0.1
	done
	return 1
}

# left: whether a process of this test's ruptime is there.
left() {
	pgrep -f -- "-x none$$.lab" >/dev/null
}

none_left() {
	run ! left
}

@test "a host that DNS names later joins, up or down, and none leaves" {
	serve one.lab,4000
	watch -i 0.2 "$service"
	shows '^one.lab +up'
	serve two.lab,4000 three.lab,4000
	comes '^two.lab +up'
	shows '^three.lab +down'
	shows '[0-9] two.lab up$'
	shows '[0-9] three.lab down: refused'
	shows '^one.lab +up'
	shows ' 2 up, 1 down '
	# Once is enough.
	press Space
	serve two.lab,4000 three.lab,4000 one.lab,4000
	press Space
	shows ' 2 up, 1 down '
	press q
	shows '^\$$' # below the table
	[ "$(screen | grep -c '^two.lab')" -eq 1 ]
}

@test "what a hosts file names by a source, and what -x leaves out" {
	serve one.lab,4000
	echo "$service" >"$dir/list"
	watch -i 0.2 -x three.lab -f "$dir/list"
	serve one.lab,4000 three.lab,4000 two.lab,4000
	comes '^two.lab +up'
	shows_no '^three.lab'
}

@test "no search has ended while one is asked to end, and nothing is left" {
	serve one.lab,4000
	watch -i 0.2 -x "none$$.lab" "$service"
	left
	kill "$dns"
	wait "$dns" || true
	background "${inside[@]}" perl \
	    "$BATS_TEST_DIRNAME/../tools/peer_records.pl" dns silent
	local log=$dir/out.$((${#started[@]} - 1))
	wait_until grep -q ready "$log"
	press Space
	wait_until grep -q ' 33 ' "$log"
	press q
	shows '^\$$'
	wait_until none_left
	# One that is left asks four times before it gives up.
	[ "$(grep -c ' 33 ' "$log")" -lt 4 ] || { cat "$log"; false; }
}

@test "whoever is killed leaves no search behind" {
	serve one.lab,4000
	watch -i 0.2 -x "none$$.lab" "$service"
	left
	kill -KILL "$(pgrep -o -f -- "ruptime.* -x none$$.lab")"
	wait_until none_left
}

@test "a list on standard input is not read again" {
	serve one.lab,4000
	echo "$service" | "${inside[@]}" "${ruptime##* }" -i 0.2 -c 3 -f - \
	    >"$dir/lines"
	grep -q '^one.lab .* up ' "$dir/lines"
}
