# ruptime(1): "Where it can't be read or written, -v says why, once, and all
# else is as if there was no memory."
load lib_memory

# A run, and one without a memory; their answers are the same, and what -v says
# of it is a line.
is_as_without() {
	local without said
	RUPTIME_SEEN='' texts -o table alpha nobody
	without=$output
	texts -o table alpha nobody
	[ "$status" -eq 1 ]
	[ "$output" = "$without" ]
	[ -z "$stderr" ]
	texts -v -o table alpha nobody
	said=$(grep -F "$seen" <<<"$stderr")
	echo "$said"
	[ "$said" = "ruptime: $seen: $1; what is seen is not remembered" ]
}

# A file with a line of alpha, two hours old.
make_seen() {
	RUPTIME_SEEN=$seen texts -o table alpha
	passed 7200
}

@test "a directory" {
	mkdir "$seen"
	is_as_without 'is no regular file'
	[ -z "$(ls -A "$seen")" ]
}

@test "a fifo" {
	mkfifo "$seen"
	is_as_without 'is no regular file'
	[ -p "$seen" ]
}

@test "a link is not followed" {
	make_seen
	mv "$seen" "$dir/other"
	cp "$dir/other" "$dir/before"
	ln -s other "$seen"
	is_as_without 'is a link'
	cmp "$dir/other" "$dir/before"
	[ -L "$seen" ]
	rm "$dir/other"
	is_as_without 'is a link'
	[ ! -e "$dir/other" ]
}

@test "a device" {
	seen=/dev/full RUPTIME_SEEN=/dev/full is_as_without 'is no regular file'
	[ ! -e /dev/full.lock ]
}

@test "another user's file" {
	need_root
	make_seen
	chown nobody "$seen"
	cp -p "$seen" "$dir/before"
	is_as_without 'belongs to another user'
	cmp "$seen" "$dir/before"
	[ "$(stat -c %U "$seen")" = nobody ]
}

@test "a newer version" {
	make_seen
	sed -i '1s/.*/ruptime-seen 2/' "$seen"
	cp "$seen" "$dir/before"
	is_as_without 'was written by a newer version'
	cmp "$seen" "$dir/before"
}

@test "something else" {
	echo 'Dear diary' >"$seen"
	is_as_without 'does not begin as a memory of ruptime does'
	[ "$(cat "$seen")" = 'Dear diary' ]
}

@test "a directory that is not there" {
	seen=$dir/no/seen RUPTIME_SEEN=$dir/no/seen \
	    is_as_without 'No such file or directory'
}

@test "a lock that is a link, or a directory" {
	ln -s other "$seen.lock"
	is_as_without 'its lock is a link'
	[ ! -e "$dir/other" ]
	rm "$seen.lock"
	mkdir "$seen.lock"
	is_as_without 'Is a directory'
}

# Whoever is stopped in the middle does not stop the others.
@test "a lock that is never given back" {
	need flock
	make_seen
	background flock -F "$seen.lock" sleep 1000
	wait_until sh -c "! flock -n '$seen.lock' true"
	gone_down alpha
	texts -v -o table alpha
	[[ $output = *' down      2:00,  error: '* ]]
	[[ $stderr = *"$seen: another run holds its lock"* ]]
}

# "a line that is not so is dropped", and told of once.
@test "damaged lines" {
	make_seen
	{
		cat "$seen"
		printf 'rubbish\n\n\t\t\t\nbeta\t1\n\377\376\033[31m\t1\t2\n'
		printf 'gamma\t1\t-\t-\t-\t-\t0\t%s\n' "$(date +%s)"
		printf 'cut off\t12'
	} >"$dir/damaged"
	cat "$dir/damaged" >"$seen"
	gone_down alpha
	texts -v -o table alpha gamma
	[[ ${lines[0]} = 'alpha        down '*' 2:00,  error: '* ]]
	[[ ${lines[1]} = 'gamma        down '*'+'*:*,'  error: '* ]]
	[ "$(grep -c "$seen" <<<"$stderr")" -eq 1 ]
	[[ $stderr = *"ruptime: $seen: 6 damaged lines were dropped"* ]]
	[ "$(sed 1d "$seen" | cut -f 1 | xargs)" = 'alpha gamma' ]
	texts -v -o table alpha
	run ! grep -F "$seen" <<<"$stderr"
}

@test "100 MB of a line, and of lines" {
	local kind
	for kind in 'x' 'x\n'; do
		rm -f "$seen"
		make_seen
		# shellcheck disable=SC2059
		yes "$(printf "$kind")" | if [ "$kind" = x ]; then tr -d '\n'
		else cat; fi | head -c 100000000 >>"$seen"
		(has_sanitizer || ulimit -v 400000
		run -0 --separate-stderr timeout 120 "$ruptime" -v -o table \
		    -e "cat $dir/hosts/%h" alpha
		[[ $stderr = *damaged* ]])
		[ "$(stat -c %s "$seen")" -lt 200 ]
		remembers alpha
	done
}

# Unix sockets have any name but those with control characters, which are
# refused; what is in the file may have them all the same.
@test "names with tabs, newlines, escapes and bytes that are not UTF-8" {
	local name reply
	need python3
	reply=' 15:02:05 up 10 min,  1 user,  load average: 0.04, 0.08, 0.07'
	local names=($'\xff\xfe' 'a\040b' 'a b' 'ü' $'\xc3' '\' '-')
	for name in $'a\tb' $'a\nb' $'a\e[31mb'; do
		run -2 "$ruptime" -o table "$dir/$name"
		[ ! -e "$seen" ]
	done
	cd "$dir"
	for name in "${names[@]}"; do
		python3 - "$dir/$name" "$reply" <<-'END' &
		import os, socket, sys
		s = socket.socket(socket.AF_UNIX)
		s.bind(os.fsencode(sys.argv[1]))
		s.listen()
		while True:
		    c, _ = s.accept()
		    c.sendall(sys.argv[2].encode() + b"\n")
		    c.close()
		END
		started+=($!)
		wait_until test -S "$dir/$name"
	done
	run -0 --separate-stderr "$ruptime" -v -U "${names[@]/#/$dir/}"
	run ! grep -F "$seen" <<<"$stderr"
	[ "$(wc -l <"$seen")" -eq $((${#names[@]} + 1)) ]
	printf '/a\\011b\\012\\033[31m\t%s\t-\t-\t-\t-\t0\t%s\n' \
	    "$(date +%s)" "$(date +%s)" >>"$seen"
	run ! grep -qP '[^\t\n -~]' "$seen"
	rm "${names[@]}"
	passed 7200
	for name in "${names[@]}"; do
		run -1 --separate-stderr "$ruptime" -R 0 -o table "$dir/$name"
		[[ $output = *' down      2:00,  refused' ]]
	done
	[ "$(wc -l <"$seen")" -eq $((${#names[@]} + 2)) ]
}
