# README.md: "Both are static: they need no library, no package and no
# directory of the machine they are copied to".
load ../cli/lib

# A root directory that has the daemon, the client, busybox, /proc and /dev/null.
test_setup() {
	need_root
	need busybox
	root=$dir/root
	mkdir -p "$root"/{bin,dev,proc}
	cp "$ruptimed" "$ruptime" "$(command -v busybox)" "$root/bin"
	ln -s busybox "$root/bin/sh"
	ln -s busybox "$root/bin/uptime"
	# One made in a file system without devices is none.
	touch "$root/dev/null"
	mount --bind /dev/null "$root/dev/null"
	mount -t proc proc "$root/proc"
}

test_teardown() {
	umount -l "$root/proc" "$root/dev/null" 2>/dev/null || true
}

@test "no library is asked for" {
	for program in "$ruptimed" "$ruptime"; do
		run -0 readelf -ld "$program"
		[[ $output != *NEEDED* ]]
		[[ $output != *interpreter* ]]
		run -0 readelf -h "$program"
		[[ $output == *DYN* ]] # it may lie anywhere
	done
}

@test "the daemon answers out of a directory with busybox, /proc and /dev/null" {
	mkdir "$root/etc"
	echo 'nobody:x:65534:65534::/:' >"$root/etc/passwd"
	background chroot "$root" /bin/ruptimed -f -l 127.0.0.1 -p 0
	log=$dir/err.0
	wait_until grep -q 'listening on' "$log" || { cat "$log"; false; }
	port=$(sed -n 's/.*listening on .*:\([0-9]*\)$/\1/p' "$log")
	run -0 "$ruptime" "127.0.0.1:$port"
	[[ $output == *load\ average* ]]
	run -0 chroot "$root" /bin/ruptime "127.0.0.1:$port"
	[[ $output == *load\ average* ]]
	run -0 chroot "$root" /bin/ruptime -o json "127.0.0.1:$port"
	[[ $output == *'"up"'* ]]
}

@test "a terminal is known that nothing describes" {
	mkdir "$root/etc"
	run -1 env -i TERM=xterm script -qec \
	    "chroot $root /bin/ruptime -i 1 -c 1 127.0.0.1:1" /dev/null
	[[ $output == *$'\e['* ]]
}
