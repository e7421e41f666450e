# ruptime(1): "The name is looked up, and what it stands for is connected to",
# by a real name server: "unknown host: no source of names knows it;
# unresolved: the name service failed".
load lib_fleet

test_setup() {
	need dnsmasq
	make_reply
	echo 'hosts: dns' >"$dir/nsswitch"
	echo 'nameserver 127.0.0.1' >"$dir/resolv"
	start_room -d 10.0.0.0/8 -b "$dir/resolv:/etc/resolv.conf"
}

# start_dnsmasq LINE...: with these lines as its hosts file; it knows no other
# name of .lab, and nobody to ask for all the rest.
start_dnsmasq() {
	printf '%s\n' "$@" >"$dir/names"
	asked_of=$dir/err.${#started[@]}
	background "${inside[@]}" dnsmasq -d -C /dev/null --pid-file= -q \
	    --no-resolv --no-hosts -H "$dir/names" --local=/lab/ \
	    --listen-address=127.0.0.1 --bind-interfaces --log-facility=-
	wait_until "${inside[@]}" nc -z 127.0.0.1 53
}

# fleet_of STATUS ARGUMENT...: asked among the servers that were added.
server=()
serve() {
	server+=("$tools/peer" -p 4000 "$@" --)
}

fleet_of() {
	local expected=$1
	shift
	run "-$expected" --separate-stderr "${inside[@]}" "${server[@]}" \
	    "$ruptime" "$@"
}

@test "names that it knows and names that it does not" {
	start_dnsmasq '127.0.0.1 one.lab' '127.0.0.2 two.lab' '10.0.0.1 dead.lab'
	serve 127.0.0.1 listen accept send "$dir/reply"
	serve 127.0.0.2 listen accept send "$dir/reply"
	fleet_of 1 -R 0 -T 2 one.lab nosuchhost.lab two.lab dead.lab
	is one.lab up
	is two.lab up
	is nosuchhost.lab "unknown host"
	is dead.lab "timed out"
}

# times NAME: so often it was asked for.
times() {
	grep -c "query\[A\] $1\.lab " "$asked_of"
}

# "-i looks names up once a minute": of a host that is up; another may be
# somewhere else by now.
@test "asked again and again, one that is up is looked up once" {
	start_crowd 1 3
	start_dnsmasq '127.0.0.1 up.lab' '192.0.2.1 down.lab'
	fleet 1 -R 0 -T 20 -i 0.2 -c 3 -p "$port" up.lab down.lab
	[ "$(times up)" -eq 1 ]
	[ "$(times down)" -eq 3 ]
}

@test "a hundred names of one machine" {
	start_crowd 1 100
	start_dnsmasq "127.0.0.1 $(seq -s ' ' -f 'node%g.lab' 1 100)"
	fleet 0 -T 20 -p "$port" 'node[1-100].lab'
	[ "$(count up)" -eq 100 ]
}

# The order in which a name's addresses are tried is theirs of RFC 6724: ::1
# before 127.0.0.1; what dnsmasq turns round, those of one family, may be
# either way.
@test "names of which an address is dead" {
	need_ipv6
	start_dnsmasq '::1 six-refuses.lab' '127.0.0.1 six-refuses.lab' \
	    '127.0.0.2 silent.lab' '127.0.0.1 silent.lab' \
	    '10.0.0.1 down.lab' '127.0.0.1 down.lab' \
	    '192.0.2.1 no-way.lab' '127.0.0.1 no-way.lab'
	serve 127.0.0.2 full
	serve 127.0.0.1 listen accept send "$dir/reply" accept \
	    send "$dir/reply" accept send "$dir/reply" accept send "$dir/reply"
	fleet_of 0 -R 0 -T 20 {six-refuses,silent,down,no-way}.lab
	are_up {six-refuses,silent,down,no-way}.lab
	[ -z "$stderr" ]
}

@test "an IPv6 address that does not answer, before one of IPv4 that does" {
	need_ipv6
	start_dnsmasq '::1 two.lab' '127.0.0.1 two.lab'
	serve ::1 full
	serve 127.0.0.1 listen accept send "$dir/reply"
	fleet_of 0 -o table -R 0 -T 20 two.lab
	are_up two.lab
}

@test "a server that has nobody to ask for the name" {
	start_dnsmasq '127.0.0.1 one.lab'
	serve 127.0.0.1 listen accept send "$dir/reply"
	fleet_of 1 -R 0 one.lab host.elsewhere.invalid
	is one.lab up
	is host.elsewhere.invalid unresolved
}

@test "no name server at all" {
	fleet 1 -R 0 one.lab two.lab 127.0.0.1
	is one.lab unresolved
	is two.lab unresolved
	is 127.0.0.1 refused
}

# What the first said is nothing; it is asked again, as any attempt.
@test "a name server that comes up later" {
	start_crowd 1 2
	background "${inside[@]}" "$ruptime" -vv -T 20 -R 20 -p "$port" \
	    one.lab two.lab
	local client=$pid out=$dir/out.$((${#started[@]} - 1))
	wait_until grep -q 'two.lab: about to try again; unresolved: ' \
	    "${out/out./err.}"
	start_dnsmasq '127.0.0.1 one.lab two.lab'
	wait "$client"
	output=$(cat "$out")
	are_up one.lab two.lab
}
