# ruptime(1): "-O file: Write to this file instead of standard output. All of it
# is written beside the file, brought to the disk and then put in its place".
load lib_texts

test_teardown() {
	[ ! -d "$dir/full" ] || umount "$dir/full" 2>/dev/null || true
}

# only FILE...: of these, and nothing beside them, is the directory $dir/out.
only() {
	[ "$(ls -A "$dir/out" | xargs)" = "$*" ]
}

@test "every format" {
	local format
	mkdir "$dir/out"
	for format in '-o table' '-o raw' '-o raw -r' '-o json' \
	    '-o prometheus' '-o nagios' -U -D -l; do
		# shellcheck disable=SC2086
		texts $format alpha node2 noise
		expected=$output expected_status=$status
		# shellcheck disable=SC2086
		texts $format -O "$dir/out/file" alpha node2 noise
		echo "$format: $status"
		[ -z "$output" ]
		[ "$status" -eq "$expected_status" ]
		diff <(sort <<<"$expected" | sed 's/[0-9.]*s;;;0//g; s/boot_time.*users//; s/rtt_ms.*text//; s/seconds.*//') \
		    <(sort "$dir/out/file" | sed 's/[0-9.]*s;;;0//g; s/boot_time.*users//; s/rtt_ms.*text//; s/seconds.*//')
		only file
	done
}

@test "one host has a line, too" {
	mkdir "$dir/out"
	texts --write="$dir/out/file" alpha
	[ "$status" -eq 0 ]
	[ "$(cat "$dir/out/file")" = \
	    'alpha        up     3+05:02,    1 user,   load  0.04,  0.08,  0.07' ]
}

@test "no colour, but where it is asked for" {
	texts -O "$dir/file" noise
	run ! grep $'\e' "$dir/file"
	texts --color=always -O "$dir/file" noise
	grep -q $'\e' "$dir/file"
}

@test "modes: the umask's, then the file's own" {
	umask 027
	texts -O "$dir/file" alpha
	[ "$(stat -c %a "$dir/file")" = 640 ]
	chmod 604 "$dir/file"
	texts -O "$dir/file" node2
	[ "$(stat -c %a "$dir/file")" = 604 ]
	grep -q node2 "$dir/file"
}

@test "ended at any time it leaves nothing beside the file" {
	need strace
	mkdir "$dir/out"
	echo old >"$dir/out/file"
	local ended=1
	for call in fchmod epoll_create1 fsync; do
		[ "$call" != fsync ] || ended=143
		run "-$ended" --separate-stderr timeout 60 strace -qq \
		    -o "$dir/trace" -e trace=$call -e inject=$call:signal=TERM \
		    "$ruptime" -o raw -O "$dir/out/file" -e "echo $call" a
		[ -z "$output" ]
		only file
	done
	[ "$(cat "$dir/out/file")" = 'a: fsync' ]
}

@test "a path without a directory" {
	mkdir "$dir/out"
	cd "$dir/out"
	texts -O file alpha
	[ "$status" -eq 0 ]
	only file
}

# A reader sees the old one or the new one.
@test "whoever reads it finds a whole one" {
	local i n
	texts -o json -O "$dir/file" alpha node2
	(while [ ! -e "$dir/stop" ]; do
		texts -o json -O "$dir/file" alpha node2
	done) &
	started+=($!)
	for ((i = 0; i < 200; i++)); do
		[ "$(tail -n 1 "$dir/file")" = ']' ]
	done
	: >"$dir/stop"
	wait "${started[-1]}"
}

# stays ARGUMENT...: a run fails, says so and the old file stays.
stays() {
	echo old >"$1"
	texts -O "$1" alpha node2
	[ "$status" -eq "$2" ]
	[ -z "$output" ]
	echo "$stderr"
	[[ $stderr = "ruptime: $1: "* ]]
	[ "$(cat "$1")" = old ]
}

@test "a full disk leaves the old one, and says so" {
	need_root
	mkdir "$dir/full"
	mount -t tmpfs -o size=8k none "$dir/full" || skip "needs mount"
	head -c 4000 /dev/zero >"$dir/full/filler"
	# Two pages: one for the old file, none for the new one.
	stays "$dir/full/file" 1
	[ "$(ls -A "$dir/full" | xargs)" = 'file filler' ]
	umount "$dir/full"
}

# Nor ended by it, so that half of the new one would stay there.
@test "a limit on the size of files" {
	local format
	mkdir "$dir/out"
	echo old >"$dir/out/file"
	for format in table json prometheus nagios; do
		run --separate-stderr bash -c 'ulimit -f 1; exec "$@"' - \
		    "$ruptime" -O "$dir/out/file" -o "$format" \
		    -e "sh -c 'exit 3'" 'a[1-200]'
		[[ $stderr = "ruptime: $dir/out/file: File too large"* ]]
		[ "$(cat "$dir/out/file")" = old ]
		only file
	done
}

@test "a file system that is read-only" {
	need_root
	mkdir "$dir/full"
	mount -t tmpfs none "$dir/full" || skip "needs mount"
	echo old >"$dir/full/file"
	mount -o remount,ro "$dir/full"
	texts -O "$dir/full/file" alpha
	[ "$status" -eq 2 ]
	[ "$stderr" = "ruptime: $dir/full/file: Read-only file system" ]
	[ "$(cat "$dir/full/file")" = old ]
	umount "$dir/full"
}

@test "a directory that may not be written to" {
	mkdir "$dir/out"
	echo old >"$dir/out/file"
	chmod 644 "$dir/out/file"
	chmod 555 "$dir/out"
	as=()
	[ "$EUID" -ne 0 ] || as=(setpriv --reuid nobody --regid nogroup
	    --clear-groups)
	run -2 "${as[@]}" "$ruptime" -O "$dir/out/file" -e 'echo %h' a
	chmod 755 "$dir/out" # so that it can be removed
	[ "$output" = "ruptime: $dir/out/file: Permission denied" ]
	[ "$(cat "$dir/out/file")" = old ]
}

@test "nothing else is replaced: a link, a device, a directory, a fifo" {
	mkdir "$dir/directory"
	echo old >"$dir/real"
	ln -s real "$dir/link"
	ln -s nothing "$dir/dangling"
	mkfifo "$dir/fifo"
	local path
	for path in "$dir"/{directory,link,dangling,fifo} /dev/null /dev/stdout; do
		texts -O "$path" alpha
		[ "$status" -eq 2 ]
		[ "$stderr" = "ruptime: $path: there is something else than a file" ]
	done
	[ "$(cat "$dir/real")" = old ]
	[ -c /dev/null ] && [ -L "$dir/link" ] && [ -p "$dir/fifo" ]
	[ ! -e "$dir/nothing" ]
	texts -o nagios -O "$dir/link" alpha
	[ "$status" -eq 3 ]
}

@test "no directory, and no name" {
	texts -O "$dir/no/file" alpha
	[ "$status" -eq 2 ]
	[ "$stderr" = "ruptime: $dir/no/file: No such file or directory" ]
	texts -O '' alpha
	[ "$status" -eq 2 ]
	[[ $stderr = 'ruptime: -O: the path is empty'* ]]
	texts -O "$dir/" alpha
	[ "$status" -eq 2 ]
}

@test "where nothing could be asked, the old one stays" {
	mkdir "$dir/out"
	echo old >"$dir/out/file"
	texts -O "$dir/out/file" 'node[2-1]'
	[ "$status" -eq 2 ]
	[ "$(cat "$dir/out/file")" = old ]
	# No descriptor is left for the loop, from some number on for the file.
	local n unprepared=0
	for n in {5..12}; do
		rm -f "$dir"/out/.file*
		# Where not even its libraries find one, this is 127.
		run --separate-stderr sh -c "ulimit -n $n; '$ruptime' \
		    -O '$dir/out/file' 127.0.0.1:1 || exit \$((\$? % 127))"
		[[ $stderr = *'cannot prepare to ask'* ]] || continue
		unprepared=1
		[ "$status" -eq 2 ]
		[ "$(cat "$dir/out/file")" = old ]
		only file
		break
	done
	[ "$unprepared" -eq 1 ]
}

@test "with -i each round is a whole file" {
	local format
	mkdir "$dir/out"
	for format in prometheus json table; do
		rm -f "$dir/out/file"
		texts -i 0.2 -c 2 -o "$format" -O "$dir/out/file" alpha node2
		[ "$status" -eq 0 ]
		[ -z "$output" ]
		[ "$(grep -c alpha "$dir/out/file")" -le 10 ]
		only file
	done
	[ "$(wc -l <"$dir/out/file")" -eq 2 ]
	texts -i 0.2 -o prometheus alpha
	[ "$status" -eq 2 ]
	[[ $stderr = 'ruptime: -i with -o prometheus needs -O: '* ]]
}
