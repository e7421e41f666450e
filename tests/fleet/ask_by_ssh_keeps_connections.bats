# ruptime(1): "A connection that it keeps for the next time, by ControlPersist,
# stays when the command has ended or was killed, and what is still open in it
# holds up no answer".
load ../cli/lib
load lib_sshd

test_setup() {
	start_sshd
	mkfifo "$dir/never"
	kept=()
}

test_teardown() {
	local socket
	exec 9<>"$dir/never"
	for socket in "$dir"/c-*; do
		[ ! -S "$socket" ] || ssh -F none -S "$socket" -O exit none
	done
	[ "${#kept[@]}" -eq 0 ] || kill -KILL "${kept[@]}" || true
	exec 9<&-
}

# keeping COMMAND ARGUMENT...: the command is of the hosts.
keeping() {
	timeout 60 "$ruptime" -T 30 -p "$ssh_port" -e "$(ssh_command \
	    "-o ControlMaster=auto -o ControlPersist=10m" \
	    "-o ControlPath=$dir/c-%%C $options") $1" "${@:2}"
}

logins() {
	grep -c '^Accepted publickey' "$sshd_log"
}

# There is one to a host, and it is heard of.
is_kept() {
	local sockets=("$dir"/c-*)
	[ "${#sockets[@]}" -eq 1 ]
	ssh -F none -S "${sockets[0]}" -O check none
}

master() {
	is_kept 2>&1 | sed -n 's/.*pid=\([0-9]*\).*/\1/p'
}

not_kept() {
	run ! is_kept
}

# The processes of sshd that have logged somebody in.
sessions() {
	local entry
	for entry in $(pgrep -P "$pid"); do
		echo "$entry"
		pgrep -P "$entry" sshd || true
	done
}

@test "the next is answered over it" {
	run -0 keeping uptime 127.0.0.1 127.0.0.2
	run -0 --separate-stderr keeping uptime 127.0.0.1 127.0.0.2
	[[ ${lines[0]} =~ ^127\.0\.0\.1\ +up\ .*load ]]
	[[ ${lines[1]} =~ ^127\.0\.0\.2\ +up\ .*load ]]
	[ -z "$stderr" ]
	[ "$(logins)" -eq 2 ]
}

@test "its process still has our pipe as its standard error" {
	options=-v
	run -0 keeping uptime 127.0.0.1
	[[ $output = *"load average"* ]]
	[[ $(readlink "/proc/$(master)/fd/2") = pipe:* ]]
}

@test "a command that hangs in it is given up on, and gives its place back" {
	run -0 keeping uptime 127.0.0.1
	run -1 keeping "cat $dir/never" -T 2 -F 1 127.0.0.1 127.0.0.2
	[ "${lines[0]}" = "127.0.0.1    down   timed out" ]
	[ "${lines[1]}" = "127.0.0.2    down   timed out" ]
	[ "$(logins)" -eq 2 ]
	run -0 keeping uptime 127.0.0.1
	[ "$(logins)" -eq 2 ]
}

@test "a connection that the host has ended is made anew" {
	run -0 keeping uptime 127.0.0.1
	# shellcheck disable=SC2046 # numbers
	kill $(sessions)
	wait_until not_kept
	run -0 keeping uptime 127.0.0.1
	[ "$(logins)" -eq 2 ]
}

@test "one whose host is silent goes by ServerAliveInterval" {
	options='-o ServerAliveInterval=1 -o ServerAliveCountMax=1'
	run -0 keeping uptime 127.0.0.1
	mapfile -t kept < <(sessions)
	kill -STOP "${kept[@]}"
	wait_until not_kept
	run -0 keeping uptime 127.0.0.1
	[ "$(logins)" -eq 2 ]
}

@test "a socket that nobody listens at is in nobody's way" {
	run -0 keeping uptime 127.0.0.1
	kept=("$(master)")
	kill -KILL "${kept[@]}"
	wait_until gone "${kept[@]}"
	run -0 keeping uptime 127.0.0.1
	[[ $output = *"load average"* ]]
	is_kept
}

# path_of LENGTH: of a socket, in $dir.
path_of() {
	printf '%s/c-%0*d' "$dir" $(($1 - ${#dir} - 3)) 0
}

@test "a path of 90 bytes is taken, a longer one is told of" {
	[ "${#dir}" -lt 80 ] || skip "the directory's own path is too long"
	options="-o ControlPath=$(path_of 90)"
	run -0 "$ruptime" -T 30 -p "$ssh_port" -e "$(ssh_command \
	    "-o ControlMaster=auto -o ControlPersist=10m $options") uptime" \
	    127.0.0.1
	is_kept
	options="-o ControlPath=$(path_of 91)"
	run -1 "$ruptime" -T 30 -p "$ssh_port" -e "$(ssh_command \
	    "-o ControlMaster=auto -o ControlPersist=10m $options") uptime" \
	    127.0.0.1
	[[ $output = *"too long for Unix domain socket"* ]]
}
