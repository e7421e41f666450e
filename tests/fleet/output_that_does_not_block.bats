# ruptime(1): "Where standard output or error is a pipe that does not block, what
# it does not take at once is waited for".
load lib_fleet

# 1,500 hosts, 200 of which are down.
test_setup() {
	make_reply
	start_daemon_on -l 0.0.0.0 -c "cat $dir/reply"
	port=$(sed -n 's/.*listening on 0\.0\.0\.0:\([0-9]*\)$/\1/p' "$log")
	seq -f '127.0.1.%g:9' 1 200 >"$dir/lab"
	for i in {2..14}; do
		seq -f "127.0.$i.%g" 1 100
	done >>"$dir/lab"
	ask=("$ruptime" -p "$port" -R 0 -f "$dir/lab")
}

# same ARGUMENT...: what comes through a slow pipe is what a file gets, but for
# times and the order of -o raw.
same() {
	local status=0 slow=0
	"$@" >"$dir/a.out" 2>"$dir/a.err" || status=$?
	"$tools/peer_slowpipe" "$@" >"$dir/b.out" 2>"$dir/b.err" || slow=$?
	[ "$slow" -eq "$status" ]
	plain a.out >"$dir/a"
	plain b.out >"$dir/b"
	cmp "$dir/a" "$dir/b"
	plain a.err >"$dir/a"
	plain b.err >"$dir/b"
	cmp "$dir/a" "$dir/b"
}

plain() {
	sed 's/"boot_time": [0-9]*/"boot_time": N/; s/"rtt_ms": [0-9.]*/"rtt_ms": N/
	    s/"last_up": [0-9]*/"last_up": N/
	    s/^\(ruptime_[a-z_]*seconds{[^}]*}\) .*/\1 N/
	    s/time.=[0-9.]*s/time=N/' "$dir/$1" | sort
}

@test "every format" {
	need jq
	for format in table raw json prometheus nagios; do
		same "${ask[@]}" -o "$format"
		[ "$(wc -c <"$dir/b.out")" -gt 4096 ] || [ "$format" = nagios ]
	done
	"$tools/peer_slowpipe" "${ask[@]}" -o json >"$dir/json" || true
	jq -e 'length == 1500' "$dir/json"
	same "${ask[@]}" -o raw -r
	same "${ask[@]}" -v
}

@test "names of those that are up, or not" {
	same "${ask[@]}" -U
	[ "$(wc -l <"$dir/b.out")" -eq 1300 ]
	same "${ask[@]}" -D
	[ "$(wc -l <"$dir/b.out")" -eq 200 ]
}

@test "many messages" {
	for i in {1..10}; do
		echo "127.0.1.$i:9"
	done >"$dir/down"
	same "$ruptime" -R 20 -T 0.5 -o raw -f "$dir/down"
	"$tools/peer_slowpipe" "$ruptime" -vv -R 5 -f <(head -n 100 "$dir/lab") \
	    >/dev/null 2>"$dir/said" || true
	[ "$(grep -c 'about to try again' "$dir/said")" -eq 500 ]
}

@test "one host whose reply is long, and its messages" {
	head -c 65536 /dev/zero | tr '\0' x >"$dir/long"
	start_daemon -c "cat $dir/long"
	"$tools/peer_slowpipe" "$ruptime" "127.0.0.1:$port" >"$dir/got"
	cmp "$dir/got" "$dir/long"
	same "$ruptime" -R 0 127.0.0.1:9
}

@test "--help, --version and usage errors of both programs" {
	for program in "$ruptime" "$ruptimed"; do
		same "$program" --help
		same "$program" --version
		same "$program" --nosuch
	done
	same "$ruptime" 'node[3-1]'
	same "$ruptime" -T x
}

# It waits for more, as others do.
@test "standard input that does not block" {
	cat >"$dir/nonblock.py" <<-END
		import os, sys
		os.set_blocking(0, False)
		os.execv(sys.argv[1], sys.argv[1:])
	END
	need python3
	{
		read -rt 0.3 <> <(:) || echo 127.0.2.1
		read -rt 0.3 <> <(:) || echo 127.0.2.2
	} | python3 "$dir/nonblock.py" "$ruptime" -p "$port" \
	    -U -f - >"$dir/up"
	[ "$(cat "$dir/up")" = $'127.0.2.1\n127.0.2.2' ]
}
