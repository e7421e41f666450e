# ruptimed(8): "Sockets that a service manager passes, see sd_listen_fds(3), are
# served instead of its own, and left as they are at the end; -l and -p do not
# count then".
load ../cli/lib_startup

need_manager() {
	need socat systemd-socket-activate
	ldd "$ruptimed" | grep -q libsystemd || skip "built without libsystemd"
}

# manager ARGUMENT...: passes $dir/run/socket to a daemon that it starts when
# the first client comes.
manager() {
	background systemd-socket-activate -l "$dir/run/socket" "$@"
	daemon=$pid
	log=$dir/err.$((${#started[@]} - 1))
	wait_until grep -q "Listening on $dir/run/socket" "$log"
}

@test "the client whose coming starts the daemon is answered, and the next" {
	need_manager
	manager "$ruptimed" -f -c 'echo up'
	[ "$(ask_socket "$dir/run/socket")" = up ]
	[ "$(ask_socket "$dir/run/socket")" = up ]
	grep -q "listening on $dir/run/socket" "$log"
	[ "$(grep -c 'listening on' "$log")" -eq 1 ]
}

@test "several are all served" {
	need_manager
	manager -l "$dir/run/other" "$ruptimed" -f -c 'echo up'
	wait_until grep -q "Listening on $dir/run/other" "$log"
	[ "$(ask_socket "$dir/run/other")" = up ]
	[ "$(ask_socket "$dir/run/socket")" = up ]
}

@test "the socket is left at the end" {
	need_manager
	manager "$ruptimed" -f -c 'echo up'
	[ "$(ask_socket "$dir/run/socket")" = up ]
	stop_daemon
	[ -S "$dir/run/socket" ]
}

@test "-l and -p do not count, which is logged" {
	need_manager
	manager "$ruptimed" -f -c 'echo up' -l "$dir/run/mine"
	[ "$(ask_socket "$dir/run/socket")" = up ]
	[ ! -e "$dir/run/mine" ]
	[ "$(grep -c -e '-l and -p do not count' "$log")" -eq 1 ]
}

@test "without them there is nothing to note, not even of the services" {
	need_manager
	manager "$ruptimed" -f -c 'echo up'
	[ "$(ask_socket "$dir/run/socket")" = up ]
	run ! grep -e '-l and -p' -e services "$log"
}

@test "the command does not take the sockets for its own" {
	need_manager
	manager "$ruptimed" -f -c 'env; ls -l /proc/self/fd'
	run -0 ask_socket "$dir/run/socket"
	[[ $output != *LISTEN_* ]]
	[[ $output != *socket:* ]]
}

@test "a client of a passed TCP socket is held against -A" {
	need_manager
	make_namespace
	background "${ns[@]}" systemd-socket-activate -l 127.0.0.1:4001 \
	    "$ruptimed" -f -A 192.0.2.0/24 -c 'echo up'
	wait_until eval '[ "$(listening)" = 127.0.0.1:4001 ]'
	[ "$("${ns[@]}" nc -N 127.0.0.1 4001 </dev/null)" = \
	    "error: access denied" ]
}

# refused_passed FILE: as descriptor 3.
refused_passed() {
	# shellcheck disable=SC2016
	run -1 --separate-stderr timeout 60 bash -c \
	    'LISTEN_FDS=1 LISTEN_PID=$$ exec "$0" -f -c "echo up" 3<>"$1"' \
	    "$ruptimed" "$1"
	[ "$stderr" = "ruptimed: passed descriptor 3: not a listening stream\
 socket" ]
}

@test "what is passed and is no listening stream socket is an error" {
	need_manager
	start_daemon -c 'echo up'
	refused_passed /dev/null
	refused_passed "/dev/udp/127.0.0.1/$port"
	refused_passed "/dev/tcp/127.0.0.1/$port"
}

@test "so is one that listens for packets" {
	need perl
	run -1 --separate-stderr timeout 60 perl -MSocket -MPOSIX=dup2 -e '
		BEGIN { $^F = 9 } # so many are inherited
		my $path = shift;
		socket(my $s, AF_UNIX, SOCK_SEQPACKET, 0) or die;
		bind($s, pack_sockaddr_un($path)) && listen($s, 1) or die;
		dup2(fileno($s), 3);
		($ENV{LISTEN_FDS}, $ENV{LISTEN_PID}) = (1, $$);
		exec @ARGV' "$dir/run/packets" "$ruptimed" -f -c 'echo up'
	[ "$stderr" = "ruptimed: passed descriptor 3: not a listening stream\
 socket" ]
}

# passed COUNT OPTION...: to a daemon that is told so and has none.
passed() {
	# shellcheck disable=SC2016
	timeout 60 bash -c 'LISTEN_FDS=$1 LISTEN_PID=$$ exec "$0" "${@:2}"' \
	    "$ruptimed" "$@" 3>&-
}

@test "sockets that are told of and are not there are an error" {
	need_manager
	local count
	for count in 1 3 1000; do
		run -1 --separate-stderr passed "$count" -f -c 'echo up'
		[ "$stderr" = "ruptimed: LISTEN_FDS: the passed sockets cannot\
 be taken: Bad file descriptor" ]
	done
	for count in -1 1x 99999999999; do
		run -1 --separate-stderr passed "$count" -c 'echo up'
		[[ $stderr = "ruptimed: LISTEN_FDS: the passed sockets cannot\
 be taken: "* ]]
	done
	run -0 passed 3 -V
}

@test "none that are told of are none" {
	need_manager
	local count
	for count in 0 ''; do
		run -1 --separate-stderr passed "$count" -f -l "$dir/none/s"
		[ "$stderr" = "ruptimed: $dir/none/s: No such file or directory" ]
	done
}

@test "what is not passed to this process is none of its business" {
	need_manager
	export LISTEN_FDS=1 LISTEN_PID=1
	await_daemon "$ruptimed" -f -p 0 -l "$dir/run/socket" -c 'echo up; env'
	run -0 ask_socket "$dir/run/socket"
	[ "${lines[0]}" = up ]
	[[ $output != *LISTEN_* ]]
}

@test "Accept=yes: a client that is passed as standard input is answered" {
	need socat systemd-socket-activate
	background systemd-socket-activate --accept --inetd \
	    -l "$dir/run/socket" "$ruptimed" -i -c 'echo up'
	wait_until grep -q 'Listening on' "$dir/err.0"
	[ "$(ask_socket "$dir/run/socket")" = up ]
	[ "$(ask_socket "$dir/run/socket")" = up ]
}
