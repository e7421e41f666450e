# ruptime(1): "A network is searched, not listed: an address where nobody
# answers, or something that is no ruptimed, has no line, is tried once, and does
# not count".
load lib_cable

# Three are up in a /24, and one only tells that we may not ask.
start_lab() {
	printf '%s\n' '192.0.2.7 alpha' '192.0.2.100 beta.example beta' \
	    >>"$dir/etc/hosts"
	start_cable 192.0.2.1/24
	far_address 192.0.2.{7,100,254}/24
	far_daemon 192.0.2.7
	far_daemon 192.0.2.100
	far_daemon 192.0.2.254
}

# search STATUS ARGUMENT...: with time enough for names to be found as well.
search() {
	local expected=$1 limit=2
	shift
	if has_sanitizer; then limit=5; fi
	fleet "$expected" -T "$limit" "$@"
}

@test "those that answer have a line, by name where they have one" {
	start_lab
	search 0 192.0.2.0/24
	are_up alpha beta.example 192.0.2.254
	[ -z "$stderr" ]
	# As ip-address(8) shows it, and with -n without names.
	search 0 -n 192.0.2.1/24
	are_up 192.0.2.7 192.0.2.100 192.0.2.254
	# -n changes nothing of those that are named.
	search 0 -n 192.0.2.4/28 beta
	are_up 192.0.2.7 beta
}

@test "-v says how many were asked" {
	start_lab
	search 0 -v 192.0.2.0/24
	[ "$stderr" = "ruptime: 192.0.2.0/24: 254 addresses were asked, 3 have\
 answered" ]
	search 0 -v 192.0.2.7/32
	[ "$stderr" = "ruptime: 192.0.2.7/32: 1 address was asked, 1 has answered" ]
}

@test "where nobody answers that is said, and the status is 1" {
	start_lab
	search 1 192.0.2.128/26
	[ -z "$output" ]
	[ "$stderr" = "ruptime: 192.0.2.128/26: nobody answers" ]
	search 1 192.0.2.128/26 192.0.2.32/29 alpha
	are_up alpha
	[ "$stderr" = "ruptime: 2 networks: nobody answers" ]
	# Somebody is enough.
	search 0 192.0.2.128/26 192.0.2.0/28
	are_up alpha
	search 3 -o nagios 192.0.2.128/26
	[ "$output" = "RUPTIME UNKNOWN - no hosts" ]
	search 1 -o json 192.0.2.128/26
	[ "$(tr -d '\n' <<<"$output")" = "[]" ]
	# At the end of all rounds, too.
	search 1 -i 0.2 -c 2 192.0.2.128/26 192.0.2.32/29 alpha
	are_up alpha
	[ "$stderr" = "ruptime: 2 networks: nobody answers" ]
	search 0 -i 0.2 -c 2 192.0.2.128/26 192.0.2.0/28
	[ -z "$stderr" ]
}

@test "what is listed besides counts as ever" {
	start_lab
	# The kernel gives an address up after three seconds.
	search 1 192.0.2.0/28 192.0.2.9 -T 2
	asked alpha 192.0.2.9
	is alpha up
	is 192.0.2.9 "timed out"
	# Who is listed at his address is in the network all the same.
	search 0 192.0.2.0/28 192.0.2.7
	are_up 192.0.2.7
	[ -z "$stderr" ]
	search 1 192.0.2.0/28:4001 192.0.2.7
	[ "$stderr" = "ruptime: 192.0.2.0/28:4001: nobody answers" ]
}

@test "at a port of its own, and services have no place there" {
	start_cable 192.0.2.1/24
	far_address 192.0.2.{7,8,9}/24
	far_daemon 192.0.2.7 -p 4001
	far_serve 192.0.2.8 4001 "220 mail.example ESMTP"
	far_serve 192.0.2.9 4001 "error: uptime: not found"
	search 1 192.0.2.0/28:4001
	asked 192.0.2.7:4001 192.0.2.9:4001
	is 192.0.2.7:4001 up
	is 192.0.2.9:4001 error
}

@test "one that denies has answered" {
	start_cable 192.0.2.1/24
	far_address 192.0.2.7/24
	background "${far[@]}" "${as_nobody[@]}" "$ruptimed" -f -l 192.0.2.7 \
	    -A 198.51.100.1
	wait_until far_listens 192.0.2.7 4000
	search 1 192.0.2.0/28
	asked 192.0.2.7
	is 192.0.2.7 denied
}

@test "-x leaves out by address, by network and by the name that is found" {
	start_lab
	search 0 192.0.2.0/24 -x 192.0.2.7
	are_up beta.example 192.0.2.254
	search 0 192.0.2.0/24 -x 192.0.2.64/26
	are_up alpha 192.0.2.254
	search 0 192.0.2.0/24 -x 192.0.2.0/25:4001
	are_up alpha beta.example 192.0.2.254
	search 0 192.0.2.0/24 -x ALPHA,beta.example
	are_up 192.0.2.254
	search 0 alpha beta 192.0.2.254 -x 192.0.2.128/25
	are_up alpha beta
	# One that is excluded is not nobody.
	search 0 192.0.2.0/28 -x alpha
	[ -z "$output$stderr" ]
}

# In so many seconds of a processor; it takes a third of one.
@test "a thousand networks left out of 65,534 addresses" {
	local i gone=()
	! has_sanitizer || skip "a sanitizer takes a processor's time"
	for i in {0..997}; do
		gone+=(-x "11.$((i / 256)).$((i % 256)).0/28")
	done
	ulimit -t 5
	fleet 2 10.0.0.0/16 "${gone[@]}" -x 10.0.0.0/8
	[[ $stderr = *'-x leaves out all 65534' ]]
}

@test "one that is named as well has one line" {
	start_lab
	search 0 192.0.2.0/24 alpha 192.0.2.100
	are_up alpha 192.0.2.100 192.0.2.254
	search 0 192.0.2.0/24 192.0.2.0/25 192.0.2.64/26
	are_up alpha beta.example 192.0.2.254
}

@test "two addresses of one name are shown as addresses" {
	printf '%s\n' '192.0.2.7 www' '192.0.2.8 www' >>"$dir/etc/hosts"
	# Without it the name has its first address only, host.conf(5).
	echo 'multi on' >"$dir/etc/host.conf"
	start_cable 192.0.2.1/24
	far_address 192.0.2.{7,8}/24
	far_daemon 192.0.2.7
	far_daemon 192.0.2.8
	search 0 192.0.2.0/28
	are_up 192.0.2.7 192.0.2.8
}

@test "IPv6, a port in brackets, and link-local addresses" {
	echo '2001:db8::7 alpha' >>"$dir/etc/hosts"
	start_cable 2001:db8::1/64 fe80::1/64
	far_address 2001:db8::7/64 fe80::7/64
	far_daemon 2001:db8::7
	search 0 '2001:db8::/124'
	are_up alpha
	search 0 '[2001:db8::/124]:4000'
	are_up alpha:4000
	far_daemon fe80::7%eth0
	search 0 -n 'fe80::%eth0/124'
	are_up fe80::7%eth0
}

@test "without its interface a link-local network can't be searched" {
	start_cable 192.0.2.1/24
	far_address 192.0.2.2/24
	far_daemon 192.0.2.2
	search 2 fe80::/124
	[ "$stderr" = "ruptime: fe80::/124: a link-local network needs its\
 interface, as in fe80::%eth0/120" ]
	search 1 fe80::%nosuch/124 192.0.2.2
	are_up 192.0.2.2
	[ "$stderr" = "ruptime: fe80::%nosuch/124: there is no interface nosuch" ]
	# A command knows its own.
	search 0 -e 'sh -c "echo up 1:11, load average: 1.00, 2.00, 3.00" %h' fe80::1/128
	are_up fe80::1
}

@test "one that is alone has a line too, and no stream" {
	start_lab
	search 0 192.0.2.7/32
	are_up alpha
}

@test "a file and standard input may name networks" {
	start_lab
	echo '192.0.2.0/28, 192.0.2.254   # the rack' >"$dir/list"
	search 0 -f "$dir/list"
	are_up alpha 192.0.2.254
}

# The table of neighbours, 1024 as a rule, is not to overflow.
@test "the last address of 4,094 is found, with little time for each" {
	start_cable 10.9.0.1/20
	far_address 10.9.15.254/20
	far_daemon 10.9.15.254
	fleet 0 -T 0.5 10.9.0.0/20
	are_up 10.9.15.254
}

@test "with a command those for which it succeeds" {
	start_lab
	search 0 -e "sh -c 'case %h in 192.0.2.7) echo \" 08:38:22 up 1:11, 0\
 user, load average: 1.00, 2.00, 3.00\";; *) exit 3;; esac'" 192.0.2.0/28
	are_up alpha
}

@test "a search that is interrupted says how far it was" {
	start_lab
	background "${inside[@]}" "$ruptime" -o raw -T 60 192.0.2.0/24 beta
	local asking=$pid
	local out=$dir/out.$((${#started[@]} - 1))
	local err=$dir/err.$((${#started[@]} - 1))
	wait_until grep -q '^alpha: ' "$out"
	wait_until grep -q '^beta: ' "$out"
	kill -TERM "$asking"
	ended_as 1 "$asking"
	grep -q 'interrupted: not heard of: 0 of 1 hosts' "$err"
	grep -q 'interrupted: not heard of: .* of 254 addresses of networks' "$err"
}

asks_many() {
	[ "$(ls "/proc/$1/fd" | wc -l)" -gt 40 ]
}

@test "of one that is interrupted before anybody answers that is not said" {
	start_lab
	background "${inside[@]}" "$ruptime" -T 60 192.0.2.128/26
	local asking=$pid err=$dir/err.$((${#started[@]} - 1))
	wait_until asks_many "$asking"
	kill -TERM "$asking"
	ended_as 1 "$asking"
	[ "$(cat "$err")" = "ruptime: interrupted: not heard of: 62 of 62\
 addresses of networks" ]
}

@test "a live view shows who is found, and when it goes" {
	start_lab
	fleet 0 -i 0.5 -c 2 -T 1 192.0.2.0/28
	are_up alpha
	fleet 1 -i 0.2 -c 1 -T 0.2 -o json 192.0.2.128/30
	[ "$(tr -d '\n' <<<"$output")" = "[]" ]
	far_daemon 192.0.2.254 -p 4001
	local there=$pid
	background "${inside[@]}" "$ruptime" -i 0.2 -T 1 192.0.2.252/30:4001
	local out=$dir/out.$((${#started[@]} - 1))
	wait_until grep -q '^192.0.2.254:4001 .* up ' "$out"
	kill "$there"
	wait_until grep -q ' 192.0.2.254:4001 down: refused$' "$out"
}
