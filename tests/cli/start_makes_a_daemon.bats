# ruptimed(8): "ruptimed becomes a daemon: an orphan in a session that it does
# not lead, with no terminal, / as its working directory and /dev/null as its
# standard input, output and error".
load lib_startup

# ps_field NAME [PID]: of the daemon, or of another.
ps_field() {
	ps -o "$1=" -p "${2:-$daemon}" | tr -d ' '
}

# Orphans go to process 1, or to a nearer ancestor that asked for them.
is_an_orphan() {
	local parent ancestor=$$
	parent=$(ps_field ppid)
	[ "$parent" -ne $$ ]
	while [ "$ancestor" -gt 1 ] && [ "$ancestor" -ne "$parent" ]; do
		ancestor=$(ps_field ppid "$ancestor")
	done
	[ "$parent" -eq 1 ] || [ "$parent" -eq "$ancestor" ]
}

is_a_daemon() {
	local fd
	is_an_orphan
	[ "$(ps_field sid)" -ne "$daemon" ]
	[ "$(ps_field pgid)" -eq "$(ps_field sid)" ]
	[ "$(ps_field sid)" -ne "$(ps_field sid $$)" ]
	wait_until gone "$(ps_field sid)"
	[ "$(ps_field tty)" = '?' ]
	[ "$(readlink "/proc/$daemon/cwd")" = / ]
	for fd in 0 1 2; do
		[ "$(readlink "/proc/$daemon/fd/$fd")" = /dev/null ]
	done
	[ "$(sed -n 's/^Umask:[[:space:]]*//p' "/proc/$daemon/status")" = 0022 ]
}

@test "started by root with no options, it is all of that on every address" {
	make_namespace
	need_ipv6
	override_services
	printf '%s localhost\n' 127.0.0.1 ::1 | override /etc/hosts
	"${ns[@]}" "$ruptimed"
	daemon=$("${ns[@]}" cat /run/ruptimed/ruptimed.pid)
	is_a_daemon
	[[ $(ps_field user) =~ ^(ruptime|nobody)$ ]]
	[ "$(listening)" = $'0.0.0.0:4000\n[::]:4000' ]
	is_uptime "$("${ns[@]}" nc -N localhost 4000 </dev/null)"
	is_uptime "$("${ns[@]}" "$ruptime" localhost)"
}

@test "started by an ordinary user, it is a daemon of that user's" {
	umask 077
	daemonize "${user[@]}" "$ruptimed" -l "$dir/run/socket"
	is_a_daemon
	[ "$(ps_field user)" = "$("${user[@]}" id -un)" ]
	is_uptime "$(ask_socket "$dir/run/socket")"
}

@test "started at a terminal, it outlives that and holds it no more" {
	need script
	timeout 60 script -qec "$ruptimed -l $dir/run/socket -P $dir/run/pid" \
	    /dev/null </dev/null
	daemon=$(cat "$dir/run/pid")
	is_a_daemon
	is_uptime "$(ask_socket "$dir/run/socket")"
}

@test "what is printed to a pipe ends when the shell gets control back" {
	run -0 timeout 60 sh -c "'$ruptimed' -l '$dir/run/socket' \
	    -P '$dir/run/pid' -c 'echo up' 2>&1 | cat"
	[ -z "$output" ]
	[ -s "$dir/run/pid" ]
}
