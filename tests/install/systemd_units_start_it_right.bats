# ruptimed(8): "Started by the socket it ends when nobody has asked for a
# minute; started by itself, or enabled, it stays".
load lib_init

# command UNIT: what the service manager executes for it.
command_of() {
	sed -n 's/^ExecStart=//p' "$units/$1" | sed 's/\$\$/$/g'
}

make_units() {
	need make
	install_for install-systemd
	mv "$ruptimed" "$dir/real"
	# shellcheck disable=SC2016
	script ruptimed <<<'printf "<%s>" "$@"' >/dev/null
	mkdir "$dir/path"
	cat >"$dir/path/systemctl" <<-END
	#!/bin/sh
	[ "\$*" = '--root=/ -q is-enabled ruptimed.service' ] &&
	    [ -e "$dir/enabled" ]
	END
	chmod 755 "$dir/path/systemctl"
	PATH=$dir/path:$PATH
	export RUPTIMED_OPTS=
	unset LISTEN_FDS
}

# started UNIT: the arguments of ruptimed.
started() {
	eval "$(command_of "$1")"
}

@test "without sockets it stays" {
	make_units
	[ "$(started ruptimed.service)" = '<-f>' ]
}

@test "with sockets it is to leave after a minute" {
	make_units
	export LISTEN_FDS=2
	[ "$(started ruptimed.service)" = '<-f><--idle-exit=60>' ]
}

@test "with sockets, too, it stays where it is to be there always" {
	make_units
	export LISTEN_FDS=2
	: >"$dir/enabled"
	[ "$(started ruptimed.service)" = '<-f>' ]
}

# ended STATUS: so the service does when the daemon is no more, or is told to.
ended() {
	run "-$1" eval "$(sed -n 's/^ExecStop=//p' "$units/ruptimed.service" |
	    sed 's/\$\$/$/g')"
}

@test "one that was enabled meanwhile is started again when it leaves" {
	make_units
	unset MAINPID
	ended 0
	: >"$dir/enabled"
	ended 1
	export MAINPID=$$
	ended 0
}

@test "the options of the administrator come last, and may be quoted" {
	make_units
	export LISTEN_FDS=1
	RUPTIMED_OPTS="--idle-exit=0 -A 192.0.2.0/24 -c 'cat /proc/loadavg; :'"
	[ "$(started ruptimed.service)" = '<-f><--idle-exit=60><--idle-exit=0>'\
'<-A><192.0.2.0/24><-c><cat /proc/loadavg; :>' ]
	[ "$(started ruptimed@.service)" = '<-i><--idle-exit=0>'\
'<-A><192.0.2.0/24><-c><cat /proc/loadavg; :>' ]
}

@test "one for each client is started as under inetd" {
	make_units
	[ "$(started ruptimed@.service)" = '<-i>' ]
	grep -qx StandardInput=socket "$units/ruptimed@.service"
	grep -qx StandardOutput=journal "$units/ruptimed@.service"
}

@test "what runs in the end is ruptimed, with the sockets that were passed" {
	need socat
	ldd "$ruptimed" | grep -q libsystemd || skip "built without libsystemd"
	make_units
	mv "$dir/real" "$ruptimed"
	export RUPTIMED_OPTS="-c 'echo up'"
	background "$tools/manager" "$dir/run/socket" bash -c \
	    "$(command_of ruptimed.service)"
	told=$dir/out.0
	wait_until grep -q listening "$told"
	[ "$(ask_socket "$dir/run/socket")" = up ]
	daemon=$(sed -n 's/^started //p' "$told")
	[ "$(readlink "/proc/$daemon/exe")" = "$ruptimed" ]
	[ "$(tr '\0' ' ' <"/proc/$daemon/cmdline")" = \
	    "$ruptimed -f --idle-exit=60 -c echo up " ]
}
