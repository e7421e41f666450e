# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# What the tests of the daemon's start-up share, on top of lib.bash: they run a
# copy of ruptimed that any user can reach, by whose path its processes are
# found, and put pid files and sockets in $dir/run, where any user may write.

load "${BASH_SOURCE[0]%/*}/lib"

test_setup() {
	mkdir -m 777 "$dir/run"
	built=$ruptimed
	ruptimed=$dir/ruptimed
	cp "$built" "$ruptimed"
	ns=()
	# To begin a command with that an ordinary user is to run.
	user=()
	if [ "$EUID" -eq 0 ]; then
		user=(setpriv --reuid nobody --regid "$(id -g nobody)"
		    --clear-groups)
	fi
}

test_teardown() {
	pkill -KILL -f "$dir/" || true
}

# There is no process that names $dir in its command line, as those of the
# daemon do, and those of commands that are scripts of the test.
nothing_left() {
	! pgrep -f "$dir/"
}

# make_gate: sets gate to a command that waits until open_gate has it print a
# text; $dir/run/asked is there when it does.
make_gate() {
	mkfifo "$dir/gate.fifo"
	chmod 666 "$dir/gate.fifo"
	gate=$(script gate <<<": >$dir/run/asked; cat $dir/gate.fifo")
}

# open_gate TEXT
open_gate() {
	timeout 60 tee "$dir/gate.fifo" <<<"$1"
}

# What comes may end with the effective ids of another user, or be traced, and
# then LeakSanitizer, where it is built in, cannot look at the process.
no_leak_check() {
	export ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0"
}

# refused_once STATUS TEXT ARGUMENT...: ruptimed ends with the status, says
# one line that matches TEXT, and leaves no process and no pid file.
refused_once() {
	local expected=$1 text=$2
	shift 2
	run "-$expected" --separate-stderr timeout 60 "$ruptimed" -p 0 \
	    -P "$dir/run/pid" "$@"
	echo "$stderr"
	[ -z "$output" ]
	[ "${#stderr_lines[@]}" -eq 1 ]
	[[ $stderr == "ruptimed: "$text ]]
	wait_until nothing_left
	[ ! -e "$dir/run/pid" ]
}

# The same in the foreground and where a daemon was asked for.
refused() {
	local expected=$1 text=$2
	shift 2
	refused_once "$expected" "$text" -f "$@"
	refused_once "$expected" "$text" "$@"
}

# await_daemon COMMAND...: start a daemon in the foreground by a command line
# of the test's own; sets daemon and log.
await_daemon() {
	log=$dir/err.${#started[@]}
	background "$@"
	daemon=$pid
	wait_until daemon_is_up_or_gone
	grep -q 'listening on' "$log" || { cat "$log" >&2; return 1; }
}

# daemonize COMMAND...: start a daemon that leaves the shell, with its pid file
# in $dir/run/pid; sets daemon.
daemonize() {
	timeout 60 "$@" -P "$dir/run/pid"
	daemon=$(cat "$dir/run/pid")
}

# ask_socket PATH: the reply of a daemon that listens there.
ask_socket() {
	timeout 60 socat -u "UNIX-CONNECT:$1" -
}

# stop_daemon: as an administrator would, and wait for its end.
stop_daemon() {
	kill -TERM "$daemon"
	wait_until gone "$daemon"
}

# Make a network that has nothing but its loopback interface, and a file system
# in which we may mount without anybody else seeing it: /run is empty there,
# /etc is $dir/etc, and users, groups, services and hosts come from its files
# alone.  "${ns[@]}" runs a command in it.
make_namespace() {
	need_root
	need unshare nsenter ip
	unshare -mn true 2>/dev/null || skip "needs namespaces"
	mkdir "$dir/etc"
	background unshare -mn sh -c "ip link set lo up &&
		{ echo 0 >/proc/sys/net/ipv6/conf/lo/disable_ipv6; :; } 2>&- &&
		mount -t tmpfs -o mode=755 none /run && mkdir /run/etc &&
		mount --rbind /etc /run/etc && ln -s /run/etc/* '$dir/etc' &&
		mount --rbind '$dir/etc' /etc &&
		: >'$dir/namespace' && exec sleep infinity"
	ns=(nsenter -t "$pid" -m -n)
	wait_until test -e "$dir/namespace"
	printf '%s: files\n' passwd group services hosts |
	    override /etc/nsswitch.conf
	wait_until ipv6_is_up
}

# need_settings: the namespace's are in /proc/sys, which a container may be given
# to read only.
need_settings() {
	"${ns[@]}" test -w /proc/sys/net/core/somaxconn ||
	    skip "needs a /proc/sys that can be written"
}

# [::1] is bindable once its duplicate address detection is over.
ipv6_is_up() {
	[ ! -e /proc/net/if_inet6 ] || ! "${ns[@]}" \
	    ip -6 -o address show dev lo | grep -q tentative
}

# Of this machine, or of the namespace where there is one.
need_ipv6() {
	"${ns[@]}" grep -qs '^0\{31\}1 ' /proc/net/if_inet6 || skip "needs IPv6"
}

# override FILE: standard input takes its place in the namespace's /etc.
override() {
	rm -f "$dir$1"
	cat >"$dir$1"
	chmod 644 "$dir$1"
}

# The services database without our entry, or with the lines given.
override_services() {
	{
		grep -sv '^ruptime[[:space:]]' /etc/services || true
		printf '%s\n' "$@"
	} | override /etc/services
}

# listening: "address:port" of each listening TCP socket in the namespace.
listening() {
	"${ns[@]}" ss -Hltn | awk '{ print $4 }' | sort
}
