# ruptime(1): "A file, given by -f, has hosts and ranges in the same form,
# parted by blanks, commas or lines, however many; what follows a "#" is a
# comment".
load lib_fleet

test_setup() {
	start_wide_daemon
	cat >"$dir/lab" <<-END
	# the lab

	127.0.0.1   # upstairs
	  127.0.0.2	127.0.0.3,127.0.0.4:$port
	127.0.1.[8-10]#:1 127.0.0.99
	END
	lab=(127.0.0.{1,2,3} "127.0.0.4:$port" 127.0.1.{8,9,10})
}

# nothing_asked: the daemon has had no client.
nothing_asked() {
	[ -z "$output" ]
	was_asked 0
}

@test "hosts, ranges, blanks and comments" {
	fleet 0 -p "$port" -f "$dir/lab"
	are_up "${lab[@]}"
	[ -z "$stderr" ]
}

@test "lines that end as DOS has it, a byte order mark, no last newline" {
	printf '\357\273\277127.0.0.1\r\n\r\n# x\r\n127.0.0.2' >"$dir/dos"
	fleet 0 -p "$port" --file="$dir/dos"
	are_up 127.0.0.1 127.0.0.2
}

@test "commas with blanks around them, and lines that begin or end with one" {
	printf '127.0.0.1 , 127.0.0.2\r\n,127.0.0.3\r\n127.0.0.4,\r\n' >"$dir/c"
	fleet 0 -p "$port" -f "$dir/c"
	are_up 127.0.0.{1,2,3,4}
}

@test "one in the form of /etc/hosts is told of" {
	printf '# static\n127.0.0.1\tlocalhost\n127.0.1.1\tnas nas.lan\n' \
	    >"$dir/etc"
	fleet 2 -p "$port" -f "$dir/etc"
	[[ ${stderr_lines[0]} = "ruptime: $dir/etc:2: "*"as in /etc/hosts"* ]]
	[[ ${stderr_lines[1]} = *^ ]]
	nothing_asked
}

@test "several files, beside operands" {
	echo '127.0.0.1 127.0.2.1' >"$dir/b"
	fleet 0 -p "$port" -f "$dir/lab" 127.0.3.1 -f "$dir/b"
	are_up "${lab[@]}" 127.0.2.1 127.0.3.1
}

@test "- is standard input" {
	fleet 0 -p "$port" -f - <"$dir/lab"
	are_up "${lab[@]}"
	fleet 0 -p "$port" -f "$dir/lab" -f - < <(echo 127.0.2.1)
	are_up "${lab[@]}" 127.0.2.1
}

@test "a file of one host is a table too" {
	fleet 0 -p "$port" -f - <<<127.0.0.1
	are_up 127.0.0.1
}

@test "a file that isn't there, is a directory or may not be read" {
	local user=()
	cp "$ruptime" "$dir/ruptime" # where anybody can run it
	: >"$dir/secret"
	chmod 0 "$dir/secret"
	for file in missing . secret; do
		[ "$file" != secret ] || [ "$EUID" -ne 0 ] ||
		    user=(setpriv --reuid 65534 --clear-groups)
		run -2 --separate-stderr timeout 60 "${user[@]}" "$dir/ruptime" \
		    -p "$port" -f "$dir/lab" -f "$dir/$file" 127.0.0.1
		[[ $stderr = "ruptime: hosts file $dir/$file: "* ]]
		[ "${#stderr_lines[@]}" -eq 1 ]
		nothing_asked
	done
}

@test "a bad line is named, and nobody is asked" {
	printf '127.0.0.1\n\n127.0.0.2 node[3-1] # three\n' >"$dir/bad"
	fleet 2 -p "$port" -f "$dir/lab" -f "$dir/bad"
	[[ ${stderr_lines[0]} = "ruptime: $dir/bad:3: node[3-1]: "* ]]
	[[ ${stderr_lines[1]} = *"^" ]]
	nothing_asked
	fleet 2 -p "$port" -f - <"$dir/bad"
	[[ ${stderr_lines[0]} = "ruptime: standard input:3: node[3-1]: "* ]]
	nothing_asked
}

@test "a file that names nobody" {
	echo '# all are on holiday' >"$dir/empty"
	fleet 2 -f "$dir/empty"
	[ "$stderr" = "ruptime: hosts file $dir/empty: it names no host" ]
	fleet 2 -f /dev/null -f "$dir/empty"
	[ "$stderr" = "ruptime: hosts file /dev/null: it names no host
ruptime: hosts file $dir/empty: it names no host" ]
	fleet 2 -f - </dev/null
	[ "$stderr" = "ruptime: hosts file standard input: it names no host" ]
	RUPTIME_HOSTS=$dir/empty fleet 2
	[ "$stderr" = "ruptime: hosts file $dir/empty: it names no host" ]
}

@test "what is no text is refused and shown harmless" {
	printf '127.0.0.1\n\033[2Jnode\n' >"$dir/bad"
	fleet 2 -p "$port" -f "$dir/bad"
	[[ $stderr != *$'\033'* ]]
	nothing_asked
	head -c 4096 /dev/zero >"$dir/bad"
	fleet 2 -p "$port" -f "$dir/bad"
	nothing_asked
}

@test "one that has no end is not read for ever" {
	truncate -s 256M "$dir/big"
	fleet 2 -f "$dir/big"
	[ "$stderr" = "ruptime: hosts file $dir/big: File too large" ]
}
