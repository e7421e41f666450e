# ruptimed(8): "Of the addresses that a name stands for those that this machine
# does not have are passed over, and told of; one that is given as an address, or
# is in use, is an error, and so is a name of which none is left".
load lib_startup

# hosts LINE...: the names that there are.
hosts() {
	printf '%s\n' "$@" | override /etc/hosts
}

no_ipv6() {
	[ -e /proc/net/if_inet6 ] || skip "needs IPv6, to switch it off"
	need_settings
	"${ns[@]}" sh -c 'echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6'
}

make_hosts() {
	make_namespace
	hosts '127.0.0.1 localhost' '::1 localhost' '127.0.1.1 alpha' \
	    '127.0.0.1 beta' '192.0.2.9 beta' '192.0.2.9 ghost' \
	    '127.0.0.1 gamma' '10.9.9.9 gamma'
}

serve() {
	await_daemon "${ns[@]}" "$ruptimed" -f -c 'echo up' "$@"
	cat "$log"
}

# refused_with TEXT ARGUMENT...
refused_with() {
	local text=$1
	shift
	run -1 --separate-stderr timeout 60 "${ns[@]}" "$ruptimed" -f "$@"
	echo "$stderr"
	[ "${stderr_lines[-1]}" = "ruptimed: $text" ]
}

@test "localhost where IPv6 is switched off" {
	make_hosts
	no_ipv6
	serve -l localhost -p 4001
	[ "$(listening)" = 127.0.0.1:4001 ]
	grep -Fx "ruptimed: -l localhost: passed over: [::1]:4001: Cannot assign\
 requested address" "$log"
	run ! grep loopback "$log"
}

@test "at a port that the kernel chooses, told of once" {
	make_hosts
	no_ipv6
	serve -l localhost -p 0
	[ "$(listening | wc -l)" -eq 1 ]
	[ "$(grep -c 'passed over' "$log")" -eq 1 ]
}

@test "the same as an address is an error" {
	make_hosts
	no_ipv6
	refused_with '[::1]:4001: Cannot assign requested address' -p 4001 \
	    -l ::1 -l 127.0.0.1
	refused_with '[::1]:4001: Cannot assign requested address' -p 4001 \
	    -l localhost -l ::1
	refused_with '192.0.2.9:4001: Cannot assign requested address' \
	    -p 4001 -l 192.0.2.9
}

@test "one that is in use is an error" {
	make_hosts
	serve -l 127.0.0.1 -p 4001
	refused_with '127.0.0.1:4001: Address already in use' -p 4001 -l beta
}

@test "a name of which nothing is left is an error" {
	make_hosts
	refused_with '192.0.2.9:4001: Cannot assign requested address' \
	    -p 4001 -l ghost
	refused_with '192.0.2.9:4001: Cannot assign requested address' \
	    -p 4001 -l 127.0.0.1 -l ghost
}

@test "names that share an address are served once" {
	make_hosts
	serve -p 4001 -4 -l localhost -l beta -l 127.0.0.1
	[ "$(listening)" = 127.0.0.1:4001 ]
	grep -F -e '-l beta: passed over: 192.0.2.9:4001: ' "$log"
}

@test "a name that stands for loopback only is told of" {
	make_hosts
	serve -p 4001 -l alpha
	grep -Fx "ruptimed: -l alpha: 127.0.1.1:4001 is loopback: other machines\
 cannot connect" "$log"
	serve -p 4002 -l beta
	grep -F 'beta: 127.0.0.1:4002 is loopback' "$log"
	"${ns[@]}" ip address add 10.9.9.9 dev lo
	serve -p 4003 -l gamma -l localhost -l 127.0.0.1
	run ! grep loopback "$log"
}

@test "a zone that no interface has is named" {
	run -1 --separate-stderr timeout 60 "$ruptimed" -f -l fe80::1%nosuch0
	[ "$stderr" = 'ruptimed: -l fe80::1%nosuch0: there is no interface nosuch0' ]
	run -1 --separate-stderr timeout 60 "$ruptimed" -f -l '[fe80::1%no]:4001'
	[ "$stderr" = 'ruptimed: -l [fe80::1%no]:4001: there is no interface no' ]
}

@test "nor one that has a number" {
	need_ipv6
	run -1 --separate-stderr timeout 60 "$ruptimed" -f -l fe80::1%4242
	[ "$stderr" = 'ruptimed: -l fe80::1%4242: there is no interface 4242' ]
}

@test "an address that takes no zone" {
	local address
	for address in ::1%lo 2001:db8::1%lo '[::1%lo]:4001'; do
		run -2 --separate-stderr timeout 60 "$ruptimed" -f -l "$address"
		[ "${stderr_lines[0]}" = "ruptimed: -l $address: only a\
 link-local address has an interface" ]
	done
}

@test "an IPv4-mapped address is the IPv4 one, and listened on once" {
	start_daemon_on -l ::ffff:127.0.0.1 -l '[::FFFF:7f00:1]' -l 127.0.0.1
	[ "$(grep -c 'listening on' "$log")" -eq 1 ]
	port=$(sed -n 's/.*listening on 127\.0\.0\.1:\([0-9]*\)$/\1/p' "$log")
	run -0 ask
	is_uptime "$output"
}

@test "a link-local address without one is told so" {
	need_ipv6
	run -1 --separate-stderr timeout 60 "$ruptimed" -f -l fe80::1 -p 4001
	[ "$stderr" = "ruptimed: [fe80::1]:4001: a link-local address needs its\
 interface, as in fe80::1%eth0" ]
}
