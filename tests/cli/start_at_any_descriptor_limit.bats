# ruptimed(8): "Start-up costs the same at any descriptor limit; the limit
# bounds the clients that are served at once, which is logged where it is less
# than -m, and one that is too low is an error".
load lib_startup

# calls LIMITS: how many system calls a start-up makes that ends when the
# command fails.  Those that waiting repeats as often as it happens are not
# counted.
calls() {
	prlimit --nofile="$1" strace -f -c -U calls,name -o "$dir/calls" \
	    -e trace='!read,write,poll,epoll_wait,rt_sigreturn' \
	    "$ruptimed" -P "$dir/run/pid" -l "$dir/run/socket" -m 10 \
	    -c false 2>"$dir/err" || true
	grep -q 'false: the uptime command exited with status 1' "$dir/err"
	awk '$2 == "total" { print $1 }' "$dir/calls"
}

@test "start-up makes as many system calls at 1,024 as at the hard limit" {
	need strace prlimit
	hard=$(ulimit -Hn)
	[ "$hard" != unlimited ] || hard=$(cat /proc/sys/fs/nr_open)
	[ "$hard" -gt 2048 ] || skip "needs a hard limit of more than 2048"
	no_leak_check
	few=$(calls 1024:1024)
	many=$(calls "$hard:$hard")
	[ "$few" -gt 100 ]
	# A busy machine has it look once more for a child that has ended.
	[ "$many" -lt "$((few + 100))" ]
}

@test "a limit below -m is logged with what it allows" {
	await_daemon prlimit --nofile=100:100 "$ruptimed" -f -p 0 \
	    -l "$dir/run/socket" -c 'echo up' -m 200
	notice=$(grep 'the descriptor limit' "$log")
	[[ $notice =~ "of 100 allows "([0-9]+)" clients at once, not 200"$ ]]
	# Sixteen are kept back, and the daemon has some itself.
	[ "${BASH_REMATCH[1]}" -lt 84 ]
	[ "${BASH_REMATCH[1]}" -gt 60 ]
	[ "$(ask_socket "$dir/run/socket")" = up ]
}

@test "a limit that is high enough is not worth a word" {
	start_daemon -m 10 -c 'echo up'
	run ! grep 'descriptor limit' "$log"
}

@test "the soft limit is raised to the hard one, but not for the command" {
	[ "$(ulimit -Hn)" = unlimited ] || [ "$(ulimit -Hn)" -gt 64 ] ||
	    skip "needs a hard limit of more than 64"
	await_daemon prlimit --nofile=64: "$ruptimed" -f -p 0 \
	    -l "$dir/run/socket" -c 'ulimit -Sn; ulimit -Hn' -m 1
	[ "$(ask_socket "$dir/run/socket")" = $'64\n'"$(ulimit -Hn)" ]
	run -0 awk '/^Max open files/ { print $4 }' "/proc/$daemon/limits"
	[ "$output" = "$(ulimit -Hn)" ]
}

# start_at LIMIT ARGUMENT...: sets status, and says what was said.
start_at() {
	local limit=$1
	shift
	status=0
	no_leak_check
	timeout 60 prlimit --nofile="$limit:$limit" "$ruptimed" -p 0 \
	    -l "$dir/run/socket" "$@" 2>"$dir/err" 3>&- || status=$?
	echo "$limit: $status: $(cat "$dir/err")"
}

@test "a limit that leaves no room for a client is an error" {
	start_at 20 -f -c 'echo up'
	[ "$status" -eq 1 ]
	[ "$(cat "$dir/err")" = \
	    "ruptimed: the descriptor limit of 20 is too low: raise it" ]
	[ ! -e "$dir/run/socket" ]
}

@test "the shell that asks for a daemon is told the same" {
	start_at 20 -P "$dir/run/pid" -c 'echo up'
	[ "$status" -eq 1 ]
	[ "$(cat "$dir/err")" = \
	    "ruptimed: the descriptor limit of 20 is too low: raise it" ]
	[ ! -e "$dir/run/pid" ]
	[ ! -e "$dir/run/socket" ]
	nothing_left
}

@test "at no limit is there a crash, a silent end or anything left" {
	# With 3 not even a library can be opened; with 30 all is well.
	for ((limit = 4; limit < 30; limit++)); do
		start_at "$limit" -P "$dir/run/pid" -m 1 -c false
		[ "$status" -eq 1 ]
		[[ $(cat "$dir/err") == "ruptimed: "* ]]
		[ "$(wc -l <"$dir/err")" -eq 1 ]
		[ ! -e "$dir/run/pid" ]
		[ ! -e "$dir/run/socket" ]
		nothing_left
	done
}
