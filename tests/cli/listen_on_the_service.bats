# ruptimed(8): "The port is that of the service ruptime in the services
# database, or 4000 where it has none, and then a notice names the line to add
# to /etc/services".
load lib_startup

notice='the services database lacks ruptime, using port 4000; add the line
 "ruptime 4000/tcp" to /etc/services'
notice=${notice//$'\n'/}

start_in_namespace() {
	await_daemon "${ns[@]}" "$ruptimed" -f -c 'echo up' "$@"
}

@test "without an entry both programs use 4000, and one notice names the line" {
	make_namespace
	override_services
	start_in_namespace
	[ "$("${ns[@]}" ss -Hltn | grep -c ':4000 ')" -ge 1 ]
	[ "$("${ns[@]}" "$ruptime" 127.0.0.1)" = up ]
	[ "$(grep -cFx "ruptimed: $notice" "$log")" -eq 1 ]
	[ "$(grep -c 'services' "$log")" -eq 1 ]
}

@test "with an entry both use that, and there is nothing to note" {
	make_namespace
	override_services "ruptime 4711/tcp"
	start_in_namespace
	listening | grep -qx 0.0.0.0:4711
	run ! grep -q :4000 <(listening)
	[ "$("${ns[@]}" "$ruptime" 127.0.0.1)" = up ]
	run ! grep services "$log"
}

@test "an entry of another protocol is none" {
	make_namespace
	override_services "ruptime 4711/udp"
	start_in_namespace -4
	[ "$(listening)" = 0.0.0.0:4000 ]
}

@test "-p names a service of the database" {
	make_namespace
	override_services "elsewhere 4712/tcp"
	start_in_namespace -4 -p elsewhere
	[ "$(listening)" = 0.0.0.0:4712 ]
	run ! grep services "$log"
}

@test "so does -l" {
	make_namespace
	override_services "elsewhere 4712/tcp"
	start_in_namespace -p 4001 -l 127.0.0.1:elsewhere
	[ "$(listening)" = 127.0.0.1:4712 ]
}

@test "-p ruptime without an entry is a usage error" {
	make_namespace
	override_services
	run -2 --separate-stderr "${ns[@]}" timeout 60 "$ruptimed" -f -p ruptime
	[ "${stderr_lines[0]}" = "ruptimed: -p ruptime: neither a number nor in\
 the services database" ]
}

@test "a daemon's notice goes to the log, not to the terminal" {
	make_namespace
	override_services
	run -0 --separate-stderr "${ns[@]}" timeout 60 "$ruptimed" \
	    -c 'echo up' -P "$dir/run/pid"
	[ -z "$output$stderr" ]
}

@test "where every -l has a port of its own, there is nothing to note" {
	make_namespace
	override_services
	start_in_namespace -l 127.0.0.1:4001 -l "$dir/run/socket"
	run ! grep services "$log"
}
