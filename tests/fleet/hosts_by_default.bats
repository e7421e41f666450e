# ruptime(1): "Where there is neither an operand nor -f, ruptime reads the file
# that RUPTIME_HOSTS names, or without it the user's, ~/.config/ruptime/hosts,
# or where that does not exist the system's, /etc/ruptime/hosts".
load lib_fleet

test_setup() {
	start_wide_daemon
	mkdir -p "$dir/config/ruptime" "$dir/home/.config/ruptime"
	echo 127.0.0.1 127.0.1.1 >"$dir/named"
	echo 127.0.0.2 127.0.1.2 >"$dir/config/ruptime/hosts"
	echo 127.0.0.3 127.0.1.3 >"$dir/home/.config/ruptime/hosts"
	user=$dir/home/.config/ruptime/hosts
	unset RUPTIME_HOSTS XDG_CONFIG_HOME
	export HOME=$dir/home
}

bare() {
	fleet "$1" -p "$port"
}

@test "RUPTIME_HOSTS before all others" {
	RUPTIME_HOSTS=$dir/named XDG_CONFIG_HOME=$dir/config bare 0
	are_up 127.0.0.1 127.0.1.1
}

@test "then the user's, where XDG_CONFIG_HOME says" {
	XDG_CONFIG_HOME=$dir/config bare 0
	are_up 127.0.0.2 127.0.1.2
}

@test "or in ~/.config, where it doesn't, or not with a full path" {
	bare 0
	are_up 127.0.0.3 127.0.1.3
	XDG_CONFIG_HOME=config bare 0
	are_up 127.0.0.3 127.0.1.3
	XDG_CONFIG_HOME='' RUPTIME_HOSTS='' bare 0
	are_up 127.0.0.3 127.0.1.3
}

@test "options go with it" {
	fleet 0 -p "$port" -x 127.0.0.3 -U
	[ "$output" = 127.0.1.3 ]
}

@test "an operand or -f takes its place" {
	fleet 0 -p "$port" 127.0.0.8 127.0.0.9
	are_up 127.0.0.8 127.0.0.9
	fleet 0 -p "$port" -f - <<<127.0.0.8
	are_up 127.0.0.8
}

@test "one that can't be read is an error: no other is read instead" {
	RUPTIME_HOSTS=$dir/missing bare 2
	[[ $stderr = "ruptime: hosts file $dir/missing: No such file"* ]]
	rm "$user"
	mkdir "$user"
	bare 2
	[[ $stderr = "ruptime: hosts file $user: "* ]]
}

@test "one in a directory that may not be searched is not there" {
	need_root
	need setpriv
	etc_of_our_own
	mkdir "$dir/etc/ruptime"
	echo 127.0.0.4 127.0.1.4 >"$dir/etc/ruptime/hosts"
	chmod 700 "$dir/home"
	inside+=(setpriv --reuid 65534 --regid 65534 --clear-groups)
	bare 0
	are_up 127.0.0.4 127.0.1.4
	# One that is there and may not be read is an error as ever.
	chmod 755 "$dir/home"
	chmod 600 "$user"
	bare 2
	[[ $stderr = "ruptime: hosts file $user: Permission denied"* ]]
}

# Where /etc/ruptime can be made and unmade without anybody noticing.
etc_of_our_own() {
	need_root
	need unshare
	mkdir "$dir/etc"
	cp -a /etc/passwd /etc/group /etc/nsswitch.conf /etc/ld.so.cache \
	    "$dir/etc" 2>/dev/null || true
	inside=(unshare -m sh -c 'mount --bind "$0" /etc && exec "$@"'
	    "$dir/etc")
}

@test "the system's where the user has none" {
	etc_of_our_own
	mkdir "$dir/etc/ruptime"
	echo 127.0.0.4 127.0.1.4 >"$dir/etc/ruptime/hosts"
	bare 0
	are_up 127.0.0.3 127.0.1.3
	rm "$user"
	bare 0
	are_up 127.0.0.4 127.0.1.4
	HOME='' bare 0
	are_up 127.0.0.4 127.0.1.4
	HOME=/dev/null bare 0
	are_up 127.0.0.4 127.0.1.4
}

@test "none at all, and nobody in the network, is an error that says so" {
	etc_of_our_own
	inside[1]=-mn # where there is nobody
	rm "$user"
	bare 2
	[ -z "$output" ]
	[[ ${stderr_lines[0]} = "ruptime: no host to ask: "* ]]
	[[ ${stderr_lines[1]} = "usage: "* ]]
	echo a file >"$dir/etc/ruptime"
	HOME=/dev/null bare 2
	[[ ${stderr_lines[0]} = "ruptime: no host to ask: "* ]]
}
