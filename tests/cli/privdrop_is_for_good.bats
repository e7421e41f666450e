# ruptimed(8): "Started as root, it becomes an ordinary user for good: with that
# user's groups, no capability, and no way back".
load lib_startup

# field NAME: of /proc/PID/status on standard input, blanks as single spaces.
field() {
	sed -n "s/^$1:[[:space:]]*//p" | tr -s '[:space:]' ' ' | sed 's/ $//'
}

# unprivileged STATUS-FILE: that is what it says of a process.  The inheritable
# set is not looked at: it gives nothing where there are no new privileges.
unprivileged() {
	local uid gid set
	uid=$(id -u nobody) gid=$(id -g nobody)
	cat "$1"
	[ "$(field Uid <"$1")" = "$uid $uid $uid $uid" ]
	[ "$(field Gid <"$1")" = "$gid $gid $gid $gid" ]
	[ "$(field Groups <"$1")" = "$gid" ]
	for set in Prm Eff Amb; do
		[ "$(field "Cap$set" <"$1")" = 0000000000000000 ]
	done
	[ "$(field NoNewPrivs <"$1")" = 1 ]
}

@test "the daemon and its command have no privilege" {
	need_root
	start_daemon -u nobody -c 'cat /proc/self/status'
	unprivileged "/proc/$daemon/status"
	ask >"$dir/command"
	unprivileged "$dir/command"
}

@test "the same where root's groups and capabilities were inheritable" {
	need_root
	await_daemon setpriv --groups 0,1,2 --inh-caps +net_raw,+chown \
	    --ambient-caps +net_raw "$ruptimed" -f -p 0 -u nobody \
	    -l "$dir/run/socket" -c 'cat /proc/self/status'
	unprivileged "/proc/$daemon/status"
	ask_socket "$dir/run/socket" >"$dir/command"
	unprivileged "$dir/command"
}

@test "where the kernel was told to keep them, it does not start" {
	need_root
	run -1 --separate-stderr timeout 60 setpriv \
	    --securebits +no_setuid_fixup "$ruptimed" -f -p 0 -u nobody \
	    -l "$dir/run/socket" -c 'echo up'
	[ "$stderr" = "ruptimed: root's privileges could not be given up" ]
	nothing_left
}

# A shell goes back to the real user.
@test "where the real user is root, and the effective one is not, neither" {
	need_root
	local options
	for options in "-l $dir/run/socket" "-l $dir/run/socket -u nobody"; do
		# shellcheck disable=SC2086
		run -1 --separate-stderr timeout 60 setpriv --ruid 0 \
		    --euid "$(id -u nobody)" "$ruptimed" -f -p 0 \
		    $options -c id
		[[ $stderr == "ruptimed: the real user is root, the effective\
 one is not: "* ]]
		nothing_left
	done
}

@test "the command cannot read what only root can" {
	need_root
	install -m 600 /dev/null "$dir/secret"
	echo secret >"$dir/secret"
	refused 1 "cat $dir/secret: *Permission denied" -c "cat $dir/secret"
}

@test "a setuid program gives the command nothing" {
	need_root
	install -m 4755 "$(type -P id)" "$dir/id"
	[ "$("${user[@]}" "$dir/id" -u)" -eq 0 ] || skip "needs setuid programs"
	start_daemon -u nobody -c "$dir/id -u"
	[ "$(ask)" -eq "$(id -u nobody)" ]
}
