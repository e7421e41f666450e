# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# Every system call that the daemon itself makes fails in turn, by strace(1).

# So many daemons at once.
workers=4

# What can't fail, or what is never heard of again.  A daemon that a sanitizer
# is built into does not survive a failing mmap(2), which is the sanitizer's.
cannot_fail() {
	case $1 in
	execve | exit_group | rt_sigreturn | restart_syscall | umask) ;;
	getuid | geteuid | getgid | getegid | getpid | getppid | gettid) ;;
	rt_sigaction | rt_sigprocmask) ;;
	futex | arch_prctl | set_tid_address | set_robust_list | rseq) ;;
	mmap | munmap | mprotect | brk | madvise | sigaltstack) is_sanitized ;;
	*) return 1 ;;
	esac
}

# How a call fails where it does.
failure_of() {
	case $1 in
	brk) echo retval=0 ;; # the way in which the kernel says so
	mmap | munmap | mprotect | mremap | madvise) echo error=ENOMEM ;;
	poll | epoll_ctl | setsockopt) echo error=ENOMEM ;;
	clone | clone3 | fork | vfork) echo error=EAGAIN ;;
	openat | pipe2 | socket | accept4 | epoll_create1) echo error=EMFILE ;;
	bind | listen) echo error=EADDRINUSE ;;
	getsockname) echo error=ENOBUFS ;;
	connect) echo error=ECONNREFUSED ;;
	sendto | recvfrom) echo error=ECONNRESET ;;
	shutdown) echo error=ENOTCONN ;;
	flock | wait4 | waitid) echo error=EINTR ;;
	epoll_wait | epoll_pwait) echo error=EINVAL ;;
	newfstatat | unlink | chdir | setpgid) echo error=EACCES ;;
	setgroups | setresuid | setresgid | setsid | kill) echo error=EPERM ;;
	setuid | prlimit64) echo error=EPERM ;;
	getrandom) echo error=EAGAIN ;;
	fcntl | prctl) echo error=EINVAL ;;
	getresuid | getresgid) echo error=EFAULT ;;
	close_range) echo error=ENOSYS ;;
	*) echo error=EIO ;;
	esac
}

# calls TRACE: the calls of a trace without -f, in order.
calls() {
	sed -n 's/^\([a-z0-9_]*\)(.*/\1/p' "$1"
}

# numbered [SKIPPED]: "name N" for the Nth call of each name on standard input,
# for those that come after SKIPPED lines and can fail.
numbered() {
	local call n
	awk -v after="${1:-0}" '{ n[$1]++ } NR > after { print $1, n[$1] }' |
	    while read -r call n; do
		cannot_fail "$call" || echo "$call $n"
	done
}

# shared FUNCTION FILE: several workers share the lines of a file, each line
# the arguments of FUNCTION; fails if one of them does, and prints that.
shared() {
	local i pids=() status=0
	for ((i = 0; i < workers; i++)); do
		work_through "$@" "$i" >"$dir/worker.$i" 2>&1 &
		pids+=($!)
	done
	for i in "${!pids[@]}"; do
		wait "${pids[i]}" || { status=1; cat "$dir/worker.$i"; }
	done
	return "$status"
}

# Each line has a directory of its own, shown if it fails.  The kernel counts
# the connections of all of them together.
work_through() {
	local own_network=false
	local top=$dir line n=0 bad=0 status
	set +e
	while read -r line; do
		((n++ % workers == $3)) || continue
		dir=$top/$n
		mkdir "$dir"
		mkdir -m 1777 "$dir/w"
		# shellcheck disable=SC2086
		(
			set -eE
			started=()
			trap tell_where ERR
			trap clean_up EXIT
			"$1" $line
		) >>"$dir/said" 2>&1 </dev/null
		status=$?
		if [ "$status" -ne 0 ]; then
			bad=1
			echo "FAILED: $line"
			tail -n 20 "$dir/said" "$dir"/err.* 2>/dev/null
		fi
		rm -rf "$dir"
	done <"$2"
	return "$bad"
}

need_strace() {
	need strace
	strace -o /dev/null true 2>/dev/null || skip "strace does not work here"
}

is_wait() {
	[ "$1" = epoll_wait ] || [ "$1" = epoll_pwait ]
}

# Waiting for events has failed, or taking a signal out of libevent's own pipe.
wait_failed() {
	wait_until gone "$daemon"
	says_why
	grep -q 'waiting for events\|evsig_cb' "$log"
	no_pid_file read
}

# The daemon, which has gone, said a line and ended with status 1.
says_why() {
	local status=0
	wait "$daemon" || status=$?
	echo "status $status"
	[ "$status" -eq 1 ]
	grep '^ruptimed: .*[a-z]' "$log" | grep -v 'listening on'
}

# Each client makes the daemon wait a few times more.
asked_to_death() {
	served || :
	gone "$daemon"
}

# start_fails CALL N: with the Nth such call of the start-up failing.  With -D
# strace is not the parent, so that the daemon is ours to wait for.
start_fails() {
	background strace -D -qq -o "$dir/trace" -e "trace=$1" \
	    -e "inject=$1:$(failure_of "$1"):when=$2" \
	    "$ruptimed" -f -p 0 -l 127.0.0.1 -P "$dir/w/pid" -c 'echo good'
	daemon=$pid log=$err
	wait_until up_or_gone
	if is_up; then
		fails_late "$1"
	else
		says_why
	fi
	no_pid_file "$1"
}

# fails_late CALL: what comes last in one start-up may in another come once
# the daemon is up; one client, at most, suffers from it.
fails_late() {
	port=$(sed -n 's/.*127\.0\.0\.1:\([0-9]*\)$/\1/p' "$log")
	if is_wait "$1"; then
		wait_until asked_to_death
		wait_failed
	elif served || served; then
		kill -TERM "$daemon" || :
		wait_until gone "$daemon"
	else
		wait_until gone "$daemon"
		says_why
	fi
}

# no_pid_file CALL: libbsd leaves one, empty, that it has made and could not
# lock, and to remove it might be to remove another daemon's.
no_pid_file() {
	[ -e "$dir/w/pid" ] || return 0
	case $1 in
	flock | newfstatat | ftruncate) [ ! -s "$dir/w/pid" ] && return ;;
	esac
	echo "pid file left"
	return 1
}

# What comes before the first words of main() is the loader's.
start_up() {
	local before
	need_strace
	wrapper=(strace -D -qq -o "$dir/trace")
	start_daemon -P "$dir/w/pid" -c 'echo good'
	wrapper=()
	ends_well
	before=$(grep -n '/dev/null.*O_RDWR' "$dir/trace" | head -n 1)
	before=$((${before%%:*} - 1))
	sed '/listening on/q' "$dir/trace" >"$dir/start"
	# That it is up is known by its log.
	calls "$dir/start" | numbered "$before" |
	    grep -v '^write \|^poll ' >"$dir/list"
	[ "$(wc -l <"$dir/list")" -gt 50 ]
	shared start_fails "$dir/list"
}

# What only a daemon that leaves the shell calls, in whichever process of it.
becoming_fails() {
	local status=0
	strace -D -f -qq -o "$dir/trace" -e "trace=$1" \
	    -e "inject=$1:$(failure_of "$1"):when=$2" \
	    "$ruptimed" -p 0 -l 127.0.0.1 -P "$dir/w/pid" -c 'echo good' \
	    >"$dir/out" 2>"$dir/err" || status=$?
	echo "status $status"
	[ "$status" -eq 1 ]
	grep -q '^ruptimed: .*[a-z]' "$dir/err"
	no_pid_file "$1"
	wait_until nothing_runs "$dir/w/pid"
}

nothing_runs() {
	! pgrep -f -- "-P $1" >/dev/null
}

becoming_a_daemon() {
	need_strace
	need timeout pgrep
	printf '%s 1\n' clone pipe2 setsid flock bind >"$dir/list"
	shared becoming_fails "$dir/list"
}

is_traced() {
	! grep -q '^TracerPid:[[:space:]]*0$' "/proc/$daemon/status"
}

# trace ARGUMENT...: attach to the running daemon.
trace() {
	background strace -qq -o "$dir/trace" -p "$daemon" "$@"
	tracer=$pid
	wait_until is_traced
}

# One life of a daemon that is up: a client, its run, a signal.
a_life() {
	if swarm -n 1 -T 8 >"$dir/life" 2>&1; then
		wait_until rested
		kill -USR1 "$daemon"
	fi
	! gone "$daemon"
}

rested() {
	gone "$daemon" || [ "$(descriptors)" -le "$base_fds" ]
}

was_injected() {
	grep -q INJECTED "$dir/trace"
}

untrace() {
	kill -TERM "$tracer"
	wait_until gone "$tracer"
}

# serving_fails CALL N: once ready, the Nth such call fails; the first lives
# may suffer from it, the next must not.
serving_fails() {
	local life
	crowd=1
	start_daemon -a 0 -t 2 -c 'echo good' -P "$dir/w/pid"
	# strace does not let it happen, where the kernel always would.
	[ "$1" != close ] || base_fds=$((base_fds + 1))
	trace -e "trace=$1" -e "inject=$1:$(failure_of "$1"):when=$2"
	for life in 1 2 3; do
		a_life || break
		! was_injected || break
	done
	was_injected || { echo "never happened, $life lives"; return 1; }
	if is_wait "$1" || ! served; then
		wait_failed
		return
	fi
	untrace
	all_is_well
}

# As start_up(), but for what a client, a run and a signal make it call.
serving() {
	need_strace
	start_daemon -a 0 -c 'echo good'
	trace
	a_life
	wait_until grep -q '^close' "$dir/trace"
	wait_until has_base_descriptors
	untrace
	calls "$dir/trace" | numbered >"$dir/list"
	[ "$(wc -l <"$dir/list")" -gt 20 ]
	shared serving_fails "$dir/list"
}

check "each system call of the start-up fails: it works or says why" start_up
check "each step of becoming a daemon fails: it says why" becoming_a_daemon
check "each system call of serving fails: the next client is served" serving
