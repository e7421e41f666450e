# ruptimed(8): "The file is replaced as a whole, with its owner and mode, or not
# changed at all".
load lib_services

inode() {
	stat -Lc %i "$services"
}

@test "a reader sees the old file or the new one" {
	for shell in "${shells[@]}"; do
		cp "$dir/before" "$services"
		exec 8<"$services"
		before=$(inode)
		service add "$services" 8<&-
		[ "$(inode)" != "$before" ]
		cmp "$dir/before" - <&8
		exec 8<&-
	done
}

@test "it is on the disk before it has the name, and the name then" {
	need strace
	run -0 timeout 60 strace -f -o "$dir/trace" \
	    -e trace=fsync,fdatasync,sync,syncfs,rename,renameat,renameat2 \
	    sh "$script" add "$services"
	grep -q '<detached\|ptrace' "$dir/trace" && skip "may not trace"
	calls=$(sed -n 's/^[0-9]* *\([a-z]*\)[0-9]*(.*/\1/p' "$dir/trace" |
	    grep -E 'sync|rename' | tr '\n' ' ')
	[[ $calls =~ ^fsync\ (rename(at)?\ )+f?sync\ $ ]]
}

@test "mode and owner stay" {
	for shell in "${shells[@]}"; do
		cp "$dir/before" "$services"
		chmod 604 "$services"
		[ "$EUID" -ne 0 ] || chown 12:34 "$services"
		before=$(stat -c '%a %u %g' "$services")
		service add "$services"
		[ "$(stat -c '%a %u %g' "$services")" = "$before" ]
		service remove "$services"
		[ "$(stat -c '%a %u %g' "$services")" = "$before" ]
	done
}

@test "who cannot keep its owner changes nothing" {
	need_root
	need setpriv
	chmod 777 "$dir"
	run -1 --separate-stderr setpriv --reuid nobody --regid "$(id -g nobody)" \
	    --clear-groups sh "$script" add "$services"
	[ "$stderr" = "ruptime-service: $services: its owner and mode cannot be\
 kept; left as it is" ]
	unchanged
}

@test "a link stays one, and where it leads is the new file" {
	for shell in "${shells[@]}"; do
		rm -rf "$dir/vendor" "$dir/link"
		mkdir "$dir/vendor"
		cp "$dir/before" "$dir/vendor/services"
		ln -s vendor/services "$dir/link"
		service add "$dir/link"
		[ "$(readlink "$dir/link")" = vendor/services ]
		[ "$(tail -n 1 "$dir/vendor/services")" = "$line" ]
		[ "$(ls -A "$dir/vendor")" = services ]
	done
}

@test "a name of any kind" {
	mkdir "$dir/a b"
	cp "$services" "$dir/a b/-x *"
	cd "$dir/a b"
	for shell in "${shells[@]}"; do
		service add '-x *'
		[ "$(tail -n 1 ./-x\ \*)" = "$line" ]
		service remove '-x *'
	done
}

@test "a file that is not there is not made" {
	for shell in "${shells[@]}"; do
		run -3 --separate-stderr service add "$dir/none"
		[ "$stderr" = "ruptime-service: $dir/none: no such file; both\
 programs use 4000 without" ]
		[ ! -e "$dir/none" ]
		ln -sfn nowhere "$dir/link"
		run -3 service add "$dir/link"
		[ ! -e "$dir/nowhere" ]
		run -3 service status "$dir/none"
	done
}

@test "what is no regular file is left alone" {
	for shell in "${shells[@]}"; do
		run -1 service add "$dir"
		[ "$output" = "ruptime-service: $dir: not a regular file" ]
		run -1 service add /dev/null
	done
	ln -s loop "$dir/loop"
	run ! service add "$dir/loop"
}

# unwritable: a directory in which nothing can be made, root or not.
unwritable() {
	mkdir "$dir/ro"
	cp "$services" "$dir/ro/services"
	chmod 555 "$dir/ro"
	user=()
	[ "$EUID" -ne 0 ] ||
	    user=(setpriv --reuid nobody --regid "$(id -g nobody)"
		--clear-groups)
}

@test "where nothing can be written it says so" {
	need setpriv
	unwritable
	run -1 --separate-stderr "${user[@]}" sh "$script" add "$dir/ro/services"
	[ "$stderr" = "ruptime-service: $dir/ro/services: cannot make a new file\
 in $dir/ro; left as it is" ]
	cmp "$services" "$dir/ro/services"
	chmod 755 "$dir/ro"
}

@test "where the disk is full the old file stays, and nothing else" {
	need_root
	unshare -m true 2>/dev/null || skip "needs namespaces"
	# shellcheck disable=SC2016
	run -0 unshare -m sh -ec 'cd "$1"
		mount -t tmpfs -o size=16k none .
		seq 1 1700 >services
		cp services /dev/shm/"${1##*/}"
		if sh "$2" add services; then exit 1; fi
		cmp services /dev/shm/"${1##*/}"
		ls -A' sh "$dir" "$script"
	rm -f "/dev/shm/${dir##*/}"
	[ "${lines[-1]}" = services ]
}

@test "what it may not read it says" {
	need_root
	need setpriv
	chmod 600 "$services"
	run -1 --separate-stderr setpriv --reuid nobody --regid "$(id -g nobody)" \
	    --clear-groups sh "$script" add "$services"
	[ "$stderr" = "ruptime-service: $services: cannot be read" ]
	unchanged
}

@test "who is told to stop leaves nothing behind" {
	cat >"$dir/dd" <<-EOF
		#!/bin/sh
		: >$dir/writing
		exec sleep 30
	EOF
	chmod 755 "$dir/dd"
	PATH=$dir:$PATH background setsid sh "$script" add "$services"
	wait_until test -e "$dir/writing"
	ls "$services".*
	kill -TERM -- "-$pid"
	wait_until gone "$pid"
	unchanged
}

@test "a change of another's meanwhile is not lost" {
	cat >"$dir/dd" <<-EOF
		#!/bin/sh
		echo 'mine 1/tcp' >>$services
	EOF
	chmod 755 "$dir/dd"
	PATH=$dir:$PATH run -1 service add "$services"
	[[ $output == *"somebody else has changed it meanwhile; try again" ]]
	[ "$(tail -n 1 "$services")" = 'mine 1/tcp' ]
	no_leftovers
}
