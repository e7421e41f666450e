# ruptimed(8): "It listens on every address of both families; a name given by -l
# stands for all of its addresses, not the first one".
load lib_startup

in_namespace() {
	await_daemon "${ns[@]}" "$ruptimed" -f -c 'echo up' "$@"
}

asked_at() {
	"${ns[@]}" nc -N "$1" "$2" </dev/null
}

@test "by default, of IPv4 and of IPv6" {
	make_namespace
	need_ipv6
	override_services
	in_namespace
	[ "$(listening)" = $'0.0.0.0:4000\n[::]:4000' ]
	[ "$(asked_at 127.0.0.1 4000)" = up ]
	[ "$(asked_at ::1 4000)" = up ]
	grep -qx 'ruptimed: listening on 0.0.0.0:4000' "$log"
	grep -qx 'ruptimed: listening on \[::\]:4000' "$log"
}

@test "-4: of IPv4 only" {
	make_namespace
	in_namespace -4 -p 4001
	[ "$(listening)" = 0.0.0.0:4001 ]
}

@test "-6: of IPv6 only, which answers no IPv4" {
	make_namespace
	need_ipv6
	in_namespace -6 -p 4001
	[ "$(listening)" = '[::]:4001' ]
	[ "$(asked_at ::1 4001)" = up ]
	run ! asked_at 127.0.0.1 4001
}

@test "-4 and -6: of both" {
	make_namespace
	need_ipv6
	in_namespace -4 -6 -p 4001
	[ "$(listening)" = $'0.0.0.0:4001\n[::]:4001' ]
}

@test "-l: on this address only" {
	make_namespace
	in_namespace -l 127.0.0.2 -p 4001
	[ "$(listening)" = 127.0.0.2:4001 ]
	run ! asked_at 127.0.0.1 4001
}

@test "-l, repeated: on each, at its own port where it has one" {
	make_namespace
	need_ipv6
	in_namespace -l 127.0.0.2 -l '[::1]:4002' -l 127.0.0.3:4003 -l ::1 \
	    -l "$dir/run/socket" -p 4001
	[ "$(listening)" = \
	    $'127.0.0.2:4001\n127.0.0.3:4003\n[::1]:4001\n[::1]:4002' ]
	[ "$(ask_socket "$dir/run/socket")" = up ]
}

@test "-l, the same twice: once" {
	make_namespace
	in_namespace -l 127.0.0.2 -l 127.0.0.2:4001 -p 4001
	[ "$(listening)" = 127.0.0.2:4001 ]
}

@test "-l name: on all addresses of the name" {
	make_namespace
	need_ipv6
	override /etc/hosts <<-'END'
		127.0.0.1 localhost
		127.0.0.2 alpha
		127.0.0.3 alpha
		::1 alpha
	END
	in_namespace -l alpha -p 4001
	[ "$(listening)" = $'127.0.0.2:4001\n127.0.0.3:4001\n[::1]:4001' ]
}

@test "-l name -4: on those of the family" {
	make_namespace
	need_ipv6
	override /etc/hosts <<-'END'
		127.0.0.2 alpha
		2001:db8::1 alpha
	END
	in_namespace -4 -l alpha -p 4001
	[ "$(listening)" = 127.0.0.2:4001 ]
}

@test "one address that fails is enough to fail, and leaves none behind" {
	make_namespace
	run -1 --separate-stderr "${ns[@]}" timeout 60 "$ruptimed" -f -p 4001 \
	    -l 127.0.0.2 -l "$dir/run/socket" -l 192.0.2.1
	[ "$stderr" = "ruptimed: 192.0.2.1:4001: Cannot assign requested\
 address" ]
	[ ! -e "$dir/run/socket" ]
	[ -z "$(listening)" ]
}

@test "a daemon may start again at once where clients have just been" {
	# Their connections are in TIME-WAIT on the daemon's port.
	make_namespace
	in_namespace -l 127.0.0.1 -p 4001
	for i in 1 2 3; do
		[ "$(asked_at 127.0.0.1 4001)" = up ]
	done
	stop_daemon
	"${ns[@]}" ss -Htan state time-wait | grep -q 127.0.0.1:4001
	in_namespace -l 127.0.0.1 -p 4001
	[ "$(asked_at 127.0.0.1 4001)" = up ]
}
