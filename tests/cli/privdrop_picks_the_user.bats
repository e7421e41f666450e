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
	run -1 --separate-stderr timeout 20 "${ns[@]}" "$ruptimed" -f -p 0
	[ "$stderr" = "ruptimed: neither user ruptime nor nobody exists: name\
 one with -u" ]
}

@test "root by another name is refused" {
	make_users "$nobody_user" toor:x:0:0::/root:/bin/sh
	run -1 --separate-stderr timeout 20 "${ns[@]}" "$ruptimed" -f -p 0 \
	    -u toor
	[ "$stderr" = "ruptimed: -u toor: is root; name an ordinary user" ]
}

@test "a user ruptime that is root is refused, not passed over" {
	make_users "$nobody_user" ruptime:x:0:0::/root:/bin/sh
	run -1 --separate-stderr timeout 20 "${ns[@]}" "$ruptimed" -f -p 0
	[ "$stderr" = "ruptimed: -u ruptime: is root; name an ordinary user" ]
}

@test "users that cannot be looked up are not taken for missing" {
	make_users "$nobody_user"
	need strace
	no_leak_check
	run -1 --separate-stderr timeout 20 "${ns[@]}" strace -o /dev/null \
	    -P /etc/passwd -e inject=openat:error=EMFILE "$ruptimed" -f -p 0
	[[ $stderr == "ruptimed: "*"Too many open files" ]]
}

@test "an ordinary user may name itself" {
	await_daemon "${user[@]}" "$ruptimed" -f -p 0 -l "$dir/run/socket" \
	    -u "$("${user[@]}" id -un)" -c 'echo up'
	[ "$(ask_socket "$dir/run/socket")" = up ]
}
