# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# The client's memory, and the file of -O: many runs at once, killed at every
# system call, disks that are full, read-only or another's.

ruptime=$build/ruptime

# hosts NUMBER: sets hosts, each with an answer.
make_hosts() {
	local i
	mkdir -p "$dir/hosts"
	hosts=()
	for ((i = 1; i <= $1; i++)); do
		hosts+=("host$i")
		echo ' 15:02:05 up 3 days,  5:02,  1 user,  load average: 0.04, 0.08, 0.07' \
		    >"$dir/hosts/host$i"
	done
}

# look HOST...: with the memory in $seen; what is printed is in $dir/printed,
# what is told in $dir/told.
look() {
	RUPTIME_SEEN=$seen "$ruptime" -v -o table -e "cat $dir/hosts/%h" "$@" \
	    >"$dir/printed" 2>"$dir/told"
}

# remembers HOST...: these and no others, in a file that is whole.
remembers() {
	[ "$(head -n 1 "$seen")" = 'ruptime-seen 1' ]
	[ "$(awk -F '\t' 'NR > 1 && NF != 8' "$seen")" = '' ]
	diff <(printf '%s\n' "$@" | sort) <(sed 1d "$seen" | cut -f 1 | sort)
}

# nothing_beside: but the lock.
nothing_beside() {
	[ "$(cd "${seen%/*}" && find . -name 'seen*' ! -name seen \
	    ! -name seen.lock)" = '' ]
}

# so_many_at_once NUMBER: each looks at hosts of its own and at one of all.
so_many_at_once() {
	local i round pids=()
	seen=$dir/w/seen
	make_hosts $(($1 + 1))
	for round in 1 2 3; do
		pids=()
		for ((i = 0; i < $1; i++)); do
			RUPTIME_SEEN=$seen "$ruptime" -v -o table \
			    -e "cat $dir/hosts/%h" "${hosts[i]}" \
			    "${hosts[$1]}" >"$dir/printed.$i" 2>"$dir/told.$i" &
			pids+=($!)
		done
		for i in "${pids[@]}"; do
			wait "$i"
		done
		[ "$(cat "$dir"/told.*)" = '' ]
		remembers "${hosts[@]}"
		[ "$round" -eq 3 ] || rm "$seen"
	done
	nothing_beside
}

# The calls of a run from when the memory is opened, each with its number.
calls_of_memory() {
	strace -f -qq -o "$dir/trace" -e 'signal=none' env RUPTIME_SEEN="$seen" \
	    "$ruptime" -o table -e "cat $dir/hosts/%h" "${hosts[@]}" \
	    >/dev/null
	# The first process is env's, which becomes ruptime.
	awk '{ first = first ? first : $1 } $1 == first {
		sub(/^[0-9]+ +/, "")
		if ($0 !~ /^[a-z0-9_]+\(/) next
		call = $0; sub(/\(.*/, "", call)
		n[call]++
		if (/seen/) on = 1
		if (on) print call, n[call]
		if (/^rename.*seen/) exit
	}' "$dir/trace"
}

# killed CALL N: at the Nth such call; the file is the old one or the new one.
killed() {
	local before after status=0
	seen=$dir/w/seen
	make_hosts 3
	look "${hosts[@]}"
	sed -i '2,$s/\t60\t0\t/\t60\t5\t/' "$seen"
	before=$(cut -f 1,7 "$seen")
	strace -D -f -qq -o "$dir/trace" -e "trace=$1" \
	    -e "inject=$1:signal=KILL:when=$2" env RUPTIME_SEEN="$seen" \
	    "$ruptime" -o table -e "cat $dir/hosts/%h" "${hosts[@]}" \
	    >/dev/null 2>&1 || status=$?
	echo "status $status"
	[ "$status" -ne 137 ] || echo "$1 $2" >>"${dir%/*}/happened"
	after=$(cut -f 1,7 "$seen")
	remembers "${hosts[@]}"
	[ "$after" = "$before" ] ||
	    [ "$after" = "$(sed '2,$s/\t5$/\t0/' <<<"$before")" ]
	look "${hosts[@]}"
	[ "$(cat "$dir/told")" = '' ]
	remembers "${hosts[@]}"
	nothing_beside
}

killed_at_every_call() {
	need strace
	strace -o /dev/null true 2>/dev/null || skip "strace does not work here"
	seen=$dir/w/seen
	make_hosts 3
	look "${hosts[@]}"
	calls_of_memory >"$dir/list"
	cat "$dir/list"
	[ "$(wc -l <"$dir/list")" -ge 12 ]
	grep -q '^fsync ' "$dir/list"
	grep -q '^rename' "$dir/list"
	shared killed "$dir/list"
	happened
}

# Nearly all of it, since not every run makes the same calls.
happened() {
	local all some
	all=$(wc -l <"$dir/list")
	some=$(wc -l <"$dir/happened")
	echo "$some of $all"
	[ $((some * 10)) -ge $((all * 7)) ]
	grep -q fsync "$dir/happened"
}

# traced OPTION...: strace of a run's calls for the memory's files.
traced() {
	strace -D -qq -o "$dir/trace" -P "$seen" -P "$seen.lock" \
	    -P "$seen.new" "$@" env RUPTIME_SEEN="$seen" "$ruptime" -v \
	    -o table -e "cat $dir/hosts/%h" "${hosts[@]}" >"$dir/again" \
	    2>"$dir/told"
}

# fails CALL N: it is told with -v, and the answer is as without.
fails() {
	local error
	case $1 in
	fsync | write) error=ENOSPC ;;
	read) error=EIO ;;
	flock) error=ENOLCK ;;
	*) error=EACCES ;;
	esac
	seen=$dir/w/seen
	make_hosts 3
	look "${hosts[@]}"
	sed -i '2,$s/\t60\t0\t/\t60\t5\t/' "$seen"
	cp "$seen" "$dir/before"
	traced -e "trace=$1" -e "inject=$1:error=$error:when=$2"
	grep -q INJECTED "$dir/trace"
	cmp "$dir/again" "$dir/printed"
	cat "$dir/told"
	[ "$(grep -cF "$seen: " "$dir/told")" -eq 1 ]
	cmp "$seen" "$dir/before"
	remembers "${hosts[@]}"
	nothing_beside
}

each_call_fails() {
	need strace
	strace -o /dev/null true 2>/dev/null || skip "strace does not work here"
	seen=$dir/w/seen
	make_hosts 3
	look "${hosts[@]}"
	traced
	calls "$dir/trace" | awk '{ print $1, ++n[$1] }' |
	    grep -E '^(fsync|write|read|open|openat|rename|flock) ' \
	    >"$dir/list"
	cat "$dir/list"
	grep -q '^read 2' "$dir/list"
	[ "$(wc -l <"$dir/list")" -ge 9 ]
	shared fails "$dir/list"
}

# told REASON: what is lost, in one line, and the answer is as without.
told() {
	cat "$dir/told"
	[ "$(grep -cF "$seen: " "$dir/told")" -eq 1 ]
	grep -qF "$seen: $1; what is seen is not remembered" "$dir/told"
	RUPTIME_SEEN='' "$ruptime" -o table -e "cat $dir/hosts/%h" \
	    "${hosts[@]}" nobody >"$dir/without" 2>/dev/null || :
	RUPTIME_SEEN=$seen "$ruptime" -o table -e "cat $dir/hosts/%h" \
	    "${hosts[@]}" nobody >"$dir/printed" 2>"$dir/said" || :
	[ "$(cat "$dir/said")" = '' ]
	diff "$dir/without" "$dir/printed"
}

need_mount() {
	need_root
	mkdir "$dir/disk"
	mount -t tmpfs -o "$1" none "$dir/disk" || skip "needs mount"
	undo+=("umount $dir/disk")
	seen=$dir/disk/seen
}

full_from_the_start() {
	need_mount size=4k
	make_hosts 3
	head -c 4096 /dev/zero >"$dir/disk/filler"
	look "${hosts[@]}"
	told 'No space left on device'
	[ ! -s "$seen" ]
	nothing_beside
}

# It stays as it was, and is read.
full_later() {
	need_mount size=8k
	make_hosts 3
	look "${hosts[@]}"
	head -c 4096 /dev/zero >"$dir/disk/filler"
	cp "$seen" "$dir/before"
	rm "$dir/hosts/host1"
	look "${hosts[@]}" || :
	cat "$dir/printed" "$dir/told"
	grep -q '^host1 .* down *0:00,  error' "$dir/printed"
	grep -qF "$seen: No space left on device" "$dir/told"
	cmp "$seen" "$dir/before"
	nothing_beside
}

read_only_from_the_start() {
	need_mount size=1m
	make_hosts 3
	mount -o remount,ro "$dir/disk"
	look "${hosts[@]}"
	told 'Read-only file system'
}

read_only_later() {
	need_mount size=1m
	make_hosts 3
	look "${hosts[@]}"
	rm "$dir/hosts/host1"
	mount -o remount,ro "$dir/disk"
	look "${hosts[@]}" || :
	grep -q '^host1 .* down *0:00,  error' "$dir/printed"
	grep -qF "$seen: Read-only file system" "$dir/told"
}

not_allowed() {
	need_root
	need setpriv
	local nobody=(setpriv --reuid 65534 --regid 65534 --clear-groups)
	make_hosts 3
	mkdir -m 755 "$dir/closed"
	seen=$dir/closed/seen
	as_nobody=$(script as_nobody <<-END
	exec ${nobody[*]} $ruptime "\$@"
	END
	)
	ruptime=$as_nobody
	chmod -R a+rX "$dir"
	look "${hosts[@]}"
	told 'Permission denied'
	[ "$(ls -A "$dir/closed")" = '' ]
	chmod 700 "$dir/closed"
	look "${hosts[@]}"
	told 'Permission denied'
}

# One who is stopped while he has the lock does not stop the others for ever.
stopped_with_the_lock() {
	need strace
	strace -o /dev/null true 2>/dev/null || skip "strace does not work here"
	make_hosts 3
	seen=$dir/w/seen
	look "${hosts[@]}"
	background strace -D -f -qq -o "$dir/trace" -e trace=fsync \
	    -e inject=fsync:signal=STOP env RUPTIME_SEEN="$seen" "$ruptime" \
	    -o table -e "cat $dir/hosts/%h" "${hosts[@]}"
	wait_until grep -q 'fsync' "$dir/trace"
	rm "$dir/hosts/host1"
	look "${hosts[@]}" || :
	grep -q '^host1 .* down *0:00,  error' "$dir/printed"
	grep -qF "$seen: another run holds its lock" "$dir/told"
	kill -CONT "$pid"
	wait "$pid"
	remembers "${hosts[@]}"
}

# written CALL N: the file of -O, killed there.
written() {
	make_hosts 3
	echo old >"$dir/w/out"
	strace -D -f -qq -o "$dir/trace" -e "trace=$1" \
	    -e "inject=$1:signal=KILL:when=$2" "$ruptime" -O "$dir/w/out" \
	    -e "cat $dir/hosts/%h" "${hosts[@]}" >/dev/null 2>&1 || :
	[ "$(cat "$dir/w/out")" = old ] ||
	    diff <("$ruptime" -e "cat $dir/hosts/%h" "${hosts[@]}") "$dir/w/out"
}

output_killed_at_every_call() {
	need strace
	strace -o /dev/null true 2>/dev/null || skip "strace does not work here"
	make_hosts 3
	strace -qq -o "$dir/trace" "$ruptime" -O "$dir/w/out" \
	    -e "cat $dir/hosts/%h" "${hosts[@]}"
	calls "$dir/trace" | awk '{ print $1, ++n[$1] }' |
	    grep -E '^(write|fsync|close|rename|unlink|openat|fchmod) ' \
	    >"$dir/list"
	[ "$(wc -l <"$dir/list")" -gt 10 ]
	shared written "$dir/list"
}

check "the memory: two runs at once lose nothing" so_many_at_once 2
check "the memory: twenty runs at once lose nothing" so_many_at_once 20
check "the memory: killed at every call it is old or new" killed_at_every_call
check "the memory: each call fails, and the answer does not" each_call_fails
check "the memory: a disk that is full" full_from_the_start
check "the memory: a disk that becomes full" full_later
check "the memory: a read-only disk" read_only_from_the_start
check "the memory: a disk that becomes read-only" read_only_later
check "the memory: a directory that may not be written to" not_allowed
check "the memory: one is stopped while he writes" stopped_with_the_lock
check "-O: killed at every call the file is old or new" \
    output_killed_at_every_call
