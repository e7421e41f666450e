# ruptimed(8): "A daemon that root starts uses /run/ruptimed/ruptimed.pid, in a
# directory that is made for the user it becomes, unless -P names another file;
# in the foreground, or started by an ordinary user, only -P makes one".
load lib_startup

default=/run/ruptimed/ruptimed.pid

@test "root's daemon has one in a directory of the user's own" {
	make_namespace
	"${ns[@]}" "$ruptimed" -u nobody -l "$dir/run/socket" -c 'echo up'
	daemon=$("${ns[@]}" cat "$default")
	[ "$(readlink "/proc/$daemon/exe")" = "$ruptimed" ]
	[ "$("${ns[@]}" stat -c '%U %a' /run/ruptimed)" = "nobody 755" ]
	stop_daemon
	run -0 "${ns[@]}" ls -A /run/ruptimed
	[ -z "$output" ]
}

@test "a directory from another time is given to the user" {
	make_namespace
	"${ns[@]}" mkdir /run/ruptimed
	"${ns[@]}" "$ruptimed" -u nobody -l "$dir/run/socket" -c 'echo up'
	"${ns[@]}" test -s "$default"
}

@test "a link in the directory's place is refused" {
	make_namespace
	mkdir "$dir/roots"
	"${ns[@]}" ln -s "$dir/roots" /run/ruptimed
	run -1 --separate-stderr "${ns[@]}" timeout 60 "$ruptimed" -u nobody \
	    -l "$dir/run/socket"
	[ "$stderr" = "ruptimed: /run/ruptimed: Not a directory" ]
	[ "$(stat -c %u "$dir/roots")" -eq 0 ]
	nothing_left
}

@test "a link planted in the directory is refused" {
	make_namespace
	echo precious >"$dir/roots"
	"${ns[@]}" install -d -o nobody /run/ruptimed
	"${ns[@]}" "${user[@]}" ln -s "$dir/roots" "$default"
	no_leak_check
	run -1 --separate-stderr "${ns[@]}" timeout 60 "$ruptimed" -u nobody \
	    -l "$dir/run/socket"
	[ "$stderr" = "ruptimed: pid file $default: is a symbolic link;\
 remove it" ]
	[ "$(cat "$dir/roots")" = precious ]
	nothing_left
}

@test "-P names another" {
	make_namespace
	"${ns[@]}" "$ruptimed" -u nobody -P "$dir/run/pid" \
	    -l "$dir/run/socket" -c 'echo up'
	[ -s "$dir/run/pid" ]
	run ! "${ns[@]}" test -e /run/ruptimed
}

@test "in the foreground there is none" {
	make_namespace
	await_daemon "${ns[@]}" "$ruptimed" -f -u nobody -l "$dir/run/socket" \
	    -c 'echo up'
	run ! "${ns[@]}" test -e /run/ruptimed
}

@test "an ordinary user's daemon has none" {
	make_namespace
	"${ns[@]}" "${user[@]}" "$ruptimed" -l "$dir/run/socket" -c 'echo up'
	[ "$(ask_socket "$dir/run/socket")" = up ]
	run ! "${ns[@]}" test -e /run/ruptimed
}
