# ruptimed(8): "The pid file is opened with the rights of the user that the
# daemon becomes, and only where it is a regular file: a link or anything else
# in its place is refused, and left alone".
load lib_startup

# refused_there REASON: by a daemon that root starts.
refused_there() {
	no_leak_check
	run -1 --separate-stderr timeout 60 "$ruptimed" -p 0 -P "$dir/run/pid" \
	    -l "$dir/run/socket"
	echo "$stderr"
	[[ $stderr == "ruptimed: pid file $dir/run/pid$1" ]]
	[ "${#stderr_lines[@]}" -eq 1 ]
	[ ! -e "$dir/run/socket" ]
	nothing_left
}

# A file of root's, and one of the user's, with something in it to lose.
make_targets() {
	need_root
	echo precious | tee "$dir/roots" >"$dir/users"
	chown nobody "$dir/users"
	touch -d @0 "$dir/roots" "$dir/users"
}

untouched() {
	[ "$(cat "$1")" = precious ]
	[ "$(stat -c '%U %Y' "$1")" = "$2 0" ]
}

plant() {
	"${user[@]}" ln "$@" "$dir/run/pid"
}

@test "a symbolic link to a file of root's" {
	make_targets
	plant -s "$dir/roots"
	refused_there ': is a symbolic link; remove it'
	untouched "$dir/roots" root
	[ -L "$dir/run/pid" ]
}

@test "a symbolic link to a file of the user's" {
	make_targets
	plant -s "$dir/users"
	refused_there ': is a symbolic link; remove it'
	untouched "$dir/users" nobody
}

@test "a symbolic link to nothing" {
	need_root
	plant -s "$dir/created"
	refused_there ': is a symbolic link; remove it'
	[ ! -e "$dir/created" ]
}

@test "a hard link to a file of root's" {
	make_targets
	# The kernel may let no user plant one; it may be from another time.
	ln "$dir/roots" "$dir/run/pid"
	refused_there ', as user nobody: Permission denied'
	untouched "$dir/roots" root
}

@test "a fifo" {
	need_root
	"${user[@]}" mkfifo "$dir/run/pid"
	refused_there ': is not a regular file; name another one'
	[ -p "$dir/run/pid" ]
}

@test "a directory" {
	need_root
	"${user[@]}" mkdir "$dir/run/pid"
	refused_there ': is not a regular file; name another one'
	[ -d "$dir/run/pid" ]
}

@test "a device, also for who is not root" {
	no_leak_check
	run -1 --separate-stderr timeout 60 "$ruptimed" -f -P /dev/null \
	    -p 0 -l "$dir/run/socket"
	[ "$stderr" = "ruptimed: pid file /dev/null: is not a regular file;\
 name another one" ]
	[ -c /dev/null ]
}

@test "a symbolic link, also for who is not root" {
	ln -s "$dir/created" "$dir/run/pid"
	run -1 --separate-stderr timeout 60 "${user[@]}" "$ruptimed" -f -p 0 \
	    -P "$dir/run/pid" -l "$dir/run/socket"
	[ "$stderr" = "ruptimed: pid file $dir/run/pid: is a symbolic link;\
 remove it" ]
	[ ! -e "$dir/created" ]
}

@test "a directory of a group of root's that the user is not in" {
	need_root
	need setpriv
	no_leak_check
	install -d -m 770 -g 0 "$dir/roots"
	run -1 --separate-stderr timeout 60 setpriv --groups 0 "$ruptimed" -f \
	    -p 0 -P "$dir/roots/pid" -l "$dir/run/socket"
	[ "$stderr" = "ruptimed: pid file $dir/roots/pid, as user nobody:\
 Permission denied" ]
	[ ! -e "$dir/roots/pid" ]
}

@test "a directory of root's that the user cannot search" {
	need_root
	no_leak_check
	install -d -m 700 "$dir/roots"
	refused_once 1 \
	    "pid file $dir/roots/pid, as user nobody: Permission denied" \
	    -P "$dir/roots/pid"
	[ ! -e "$dir/roots/pid" ]
}
