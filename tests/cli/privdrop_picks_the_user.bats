# ruptimed(8): "-u user: become this user when started as root.  The default is
# ruptime, or nobody where there is no such user".
load lib_startup

user_of() {
	stat -c %u "/proc/$1"
}

# users LINE...: they and root are all there is, in two groups more.
make_users() {
	make_namespace
	printf '%s\n' root:x:0:0:root:/root:/bin/sh "$@" | override /etc/passwd
	override /etc/group <<-'END'
		root:x:0:
		ruptime:x:4321:
		readers:x:4322:ruptime
		watchers:x:4323:root,ruptime
		others:x:4324:nobody
	END
}

ruptime_user=ruptime:x:4320:4321::/nonexistent:/usr/sbin/nologin
nobody_user=nobody:x:4330:4331::/nonexistent:/usr/sbin/nologin

@test "ruptime where there is such a user, with its groups" {
	make_users "$ruptime_user" "$nobody_user"
	await_daemon "${ns[@]}" "$ruptimed" -f -l "$dir/run/socket" -c 'id'
	[ "$(user_of "$daemon")" -eq 4320 ]
	run -0 sed -n 's/^Groups:[[:space:]]*//p' "/proc/$daemon/status"
	[ "$(xargs -n 1 <<<"$output" | sort)" = $'4321\n4322\n4323' ]
	[[ $(ask_socket "$dir/run/socket") == "uid=4320(ruptime) gid=4321"* ]]
}

# A name cut short is another user's.
@test "by its whole name, however long, with no group of another's" {
	local long
	long=$(printf 'u%.0s' {1..63})
	make_users "$ruptime_user" "$long:x:4350:4351::/:/bin/sh" \
	    "${long}aunt-5:x:4352:4353::/:/bin/sh"
	override /etc/group <<-END
		root:x:0:
		admins:x:4354:$long
		readers:x:4355:${long}aunt-5
	END
	await_daemon "${ns[@]}" "$ruptimed" -f -u "${long}aunt-5" \
	    -l "$dir/run/socket" -c 'id -G'
	[ "$(user_of "$daemon")" -eq 4352 ]
	[ "$(ask_socket "$dir/run/socket")" = "4353 4355" ]
}

@test "with as many groups as it has" {
	make_users "$ruptime_user"
	{
		echo root:x:0:
		for i in {1..300}; do
			echo "g$i:x:$((6000 - i)):ruptime"
		done
	} | override /etc/group
	await_daemon "${ns[@]}" "$ruptimed" -f -l "$dir/run/socket" -c 'id -G'
	ask_socket "$dir/run/socket" | tr ' ' '\n' | sort -n >"$dir/groups"
	diff <(echo 4321; seq 5700 5999) "$dir/groups"
}

# What another process is told of its groups, so that it would go on with those
# that it was started with.
@test "not without its groups: that they were set is verified" {
	make_users "$ruptime_user"
	need strace
	no_leak_check
	run -1 --separate-stderr timeout 60 "${ns[@]}" \
	    setpriv --groups 0,1,2 strace -o /dev/null \
	    -e inject=setgroups:retval=0 "$ruptimed" -f -p 0
	[ "$stderr" = "ruptimed: root's privileges could not be given up" ]
}

# in_user_namespace UID-MAP GID-MAP COMMAND...: as its root, whose users and
# groups these lines of user_namespaces(7) say.
in_user_namespace() {
	local uids=$1 gids=$2 status=0
	shift 2
	background unshare -U sleep infinity
	wait_until eval '[ "$(readlink /proc/self/ns/user)" != \
	    "$(readlink "/proc/$pid/ns/user")" ]'
	echo "${setgroups-allow}" >"/proc/$pid/setgroups"
	echo "$gids" >"/proc/$pid/gid_map"
	echo "$uids" >"/proc/$pid/uid_map"
	nsenter -t "$pid" -U --preserve-credentials "$@" || status=$?
	kill "$pid" # which teardown knows nothing of: run has a shell of its own
	return "$status"
}

need_user_namespaces() {
	need_root
	need unshare nsenter
	unshare -U true 2>/dev/null || skip "needs user namespaces"
}

# refused_there UID-MAP GID-MAP TEXT
refused_there() {
	run -1 --separate-stderr in_user_namespace "$1" "$2" timeout 20 \
	    "$ruptimed" -f -u nobody -p 0 -P "$dir/run/pid"
	echo "$stderr"
	[ "$stderr" = "ruptimed: cannot become user nobody: this user\
 namespace $3" ]
	[ ! -e "$dir/run/pid" ]
}

@test "where a user namespace lacks it, that is the error" {
	local uid gid
	need_user_namespaces
	uid=$(id -u nobody) gid=$(id -g nobody)
	# All that are below it.
	refused_there "0 0 $uid" '0 0 100000' "has no uid $uid: map it, or start\
 ruptimed as an ordinary user"
	refused_there '0 0 100000' "0 0 $gid" "has no gid $gid: map it, or start\
 ruptimed as an ordinary user"
}

@test "where it may not set groups, that is" {
	need_user_namespaces
	setgroups=deny
	refused_there '0 0 100000' '0 0 100000' "denies setgroups(2): start\
 ruptimed as an ordinary user"
}

@test "where it has it all, it is become" {
	need_user_namespaces
	log=$dir/log
	in_user_namespace '0 0 100000' '0 0 100000' "$ruptimed" -f -u nobody \
	    -l "$dir/run/socket" -c 'id -u' 2>"$log" 3>&- &
	daemon=$!
	started+=("$daemon")
	wait_until grep -q 'listening on' "$log"
	[ "$(ask_socket "$dir/run/socket")" -eq "$(id -u nobody)" ]
}

@test "nobody where there is no user ruptime" {
	make_users "$nobody_user"
	await_daemon "${ns[@]}" "$ruptimed" -f -l "$dir/run/socket" -c 'echo up'
	[ "$(user_of "$daemon")" -eq 4330 ]
}

@test "the one that -u names" {
	make_users "$ruptime_user" "$nobody_user" other:x:4340:4341::/:/bin/sh
	await_daemon "${ns[@]}" "$ruptimed" -f -u other -l "$dir/run/socket" \
	    -c 'echo up'
	[ "$(user_of "$daemon")" -eq 4340 ]
}

@test "where there is neither, that is the error" {
	make_users
	run -1 --separate-stderr timeout 60 "${ns[@]}" "$ruptimed" -f -p 0
	[ "$stderr" = "ruptimed: neither user ruptime nor nobody exists: name\
 one with -u" ]
}

@test "root by another name is refused" {
	make_users "$nobody_user" toor:x:0:0::/root:/bin/sh
	run -1 --separate-stderr timeout 60 "${ns[@]}" "$ruptimed" -f -p 0 \
	    -u toor
	[ "$stderr" = "ruptimed: -u toor: is root; name an ordinary user" ]
}

@test "a user ruptime that is root is refused, not passed over" {
	make_users "$nobody_user" ruptime:x:0:0::/root:/bin/sh
	run -1 --separate-stderr timeout 60 "${ns[@]}" "$ruptimed" -f -p 0
	[ "$stderr" = "ruptimed: -u ruptime: is root; name an ordinary user" ]
}

@test "users that cannot be looked up are not taken for missing" {
	make_users "$nobody_user"
	need strace
	no_leak_check
	run -1 --separate-stderr timeout 60 "${ns[@]}" strace -o /dev/null \
	    -P /etc/passwd -e inject=openat:error=EMFILE "$ruptimed" -f -p 0
	[[ $stderr == "ruptimed: "*"Too many open files" ]]
}

@test "an ordinary user may name itself" {
	await_daemon "${user[@]}" "$ruptimed" -f -p 0 -l "$dir/run/socket" \
	    -u "$("${user[@]}" id -un)" -c 'echo up'
	[ "$(ask_socket "$dir/run/socket")" = up ]
}
