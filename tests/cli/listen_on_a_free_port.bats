# ruptimed(8), -p: "With 0 the kernel chooses a port, one for all addresses;
# the log says which".
load lib_startup

ports() {
	sed -n 's/.*listening on .*:\([0-9]*\)$/\1/p' "$log" | sort -u
}

@test "all addresses have the same port, and the log has it" {
	start_daemon_on -l 127.0.0.1 -l 127.0.0.2 -l 127.0.0.3 -c 'echo up'
	[ "$(grep -c 'listening on' "$log")" -eq 3 ]
	port=$(ports)
	[[ $port =~ ^[1-9][0-9]*$ ]]
	[ "$(ask)" = up ]
}

@test "so have both families" {
	need_ipv6
	start_daemon_on -c 'echo up'
	[ "$(grep -c 'listening on' "$log")" -eq 2 ]
	port=$(ports)
	[ "$(ask)" = up ]
	[ "$(nc -N ::1 "$port" </dev/null)" = up ]
}

@test "an address with a port of its own keeps that" {
	start_daemon -c 'echo up'
	taken=$port
	start_daemon_on -l 127.0.0.1 -l "127.0.0.2:$taken" -l 127.0.0.3 \
	    -c 'echo up'
	grep -qx "ruptimed: listening on 127.0.0.2:$taken" "$log"
	[ "$(ports | wc -l)" -eq 2 ]
}

@test "-l address:0 is that too" {
	start_daemon_on -p 1 -l 127.0.0.1:0 -c 'echo up'
	port=$(ports)
	[ "$(ask)" = up ]
}

@test "a choice that another address does not allow is made again" {
	make_namespace
	need socat
	need_settings
	# The kernel chooses among the lower half of few ports, all even or all
	# odd, and on 127.0.0.2 half of those are taken.
	"${ns[@]}" sh -c \
	    'echo 42000 42015 >/proc/sys/net/ipv4/ip_local_port_range'
	for taken in 42000 42001 42004 42005; do
		background "${ns[@]}" socat \
		    "TCP-LISTEN:$taken,bind=127.0.0.2,fork" /dev/null
	done
	wait_until eval '[ "$(listening | wc -l)" -eq 4 ]'
	# What is passed over is told the first time only.
	printf '%s both\n' 127.0.0.1 192.0.2.7 | override /etc/hosts
	for i in 1 2 3 4 5 6 7 8; do
		await_daemon "${ns[@]}" "$ruptimed" -f -p 0 -l both \
		    -l 127.0.0.2 -c 'echo up'
		[ "$(ports | wc -l)" -eq 1 ]
		[ "$(grep -c 'passed over' "$log")" -eq 1 ]
		stop_daemon
	done
}
