# ruptime(1): ""host: line" for each line of each reply, whether it is that of
# uptime(1) or not, as pdsh(1) prints it: as soon as the host has answered, or
# sorted where an option asks for that".
load lib_texts

@test "each line has its host" {
	answer two 'one\n\ntwo without an end'
	texts -o raw two noise
	[ "$status" -eq 1 ]
	[ "$(printf '%s\n' "$output" | sort)" = "$(printf '%s\n' \
	    'noise: SSH-2.0-OpenSSH_9.2' 'two: ' 'two: one' \
	    'two: two without an end' | sort)" ]
}

@test "bytes are as they came" {
	answer bytes 'a\0\033[2J\r\n\0377\n'
	"$ruptime" -o raw -e "cat $dir/hosts/%h" bytes >"$dir/out" 2>/dev/null ||
	    true
	printf 'bytes: a\0\033[2J\r\nbytes: \377\n' | cmp - "$dir/out"
}

@test "an error is no reply" {
	answer gamma 'error: uptime: no such file\n'
	texts -o raw gamma alpha
	[ "$status" -eq 1 ]
	[[ $output = 'alpha: '* ]]
	[ "${#lines[@]}" -eq 1 ]
	[ "$stderr" = 'ruptime: gamma: error: uptime: no such file' ]
}

@test "a host that has answered waits for no other" {
	mkfifo "$dir/hosts/slow"
	background "$ruptime" -o raw -e "cat $dir/hosts/%h" alpha slow
	wait_until grep -q '^alpha: ' "$dir/out.$((${#started[@]} - 1))"
	echo 'late' >"$dir/hosts/slow"
	wait_until grep -q '^slow: late' "$dir/out.$((${#started[@]} - 1))"
	wait_until gone "$pid"
}
