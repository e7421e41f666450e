# ruptime(1), FILES: "the file that RUPTIME_SEEN names, else seen in the first
# directory of STATE_DIRECTORY, which systemd sets, else ruptime/seen in
# XDG_STATE_HOME or here".
load lib_memory

# with VARIABLE=VALUE...: a run with these only; sets output.
with() {
	run --separate-stderr env -u RUPTIME_SEEN -u STATE_DIRECTORY \
	    -u XDG_STATE_HOME -u HOME "$@" "$ruptime" -v -o table \
	    -e "cat $dir/hosts/%h" alpha nobody
}

@test "below the home, for its owner alone" {
	umask 0
	mkdir "$dir/home"
	with "HOME=$dir/home"
	[ "$(stat -c %a "$dir/home/.local/state/ruptime/seen")" = 600 ]
	[ "$(stat -c %a "$dir/home/.local/state/ruptime")" = 700 ]
	[[ ${lines[1]} = 'nobody       down         ?,  error: '* ]]
}

@test "in the directory for states" {
	with "HOME=$dir/home" "XDG_STATE_HOME=$dir/xdg"
	[ -e "$dir/xdg/ruptime/seen" ]
}

@test "in the first directory that systemd names" {
	mkdir "$dir/one" "$dir/two"
	with "HOME=$dir/home" "XDG_STATE_HOME=$dir/xdg" \
	    "STATE_DIRECTORY=$dir/one:$dir/two"
	[ -e "$dir/one/seen" ]
	[ ! -e "$dir/two/seen" ] && [ ! -e "$dir/xdg" ]
}

@test "where RUPTIME_SEEN says" {
	mkdir "$dir/one"
	with "STATE_DIRECTORY=$dir/one" "RUPTIME_SEEN=$dir/mine"
	[ -e "$dir/mine" ] && [ ! -e "$dir/one/seen" ]
}

# is_as_without: nothing of a memory is shown, and nothing is said of it.
is_as_without() {
	[ "$status" -eq 1 ]
	[ "${lines[0]}" = 'alpha        up     3+05:02,    1 user,   load  0.04,  0.08,  0.07' ]
	[[ ${lines[1]} = 'nobody       down   error: '* ]]
	[ -z "$stderr" ]
}

@test "nowhere: RUPTIME_SEEN is empty, no home, the root, another's" {
	mkdir "$dir/home"
	with "HOME=$dir/home" RUPTIME_SEEN=
	is_as_without
	with
	is_as_without
	with HOME=
	is_as_without
	with HOME=/
	is_as_without
	[ ! -e /.local/state/ruptime ]
	with HOME=/nonexistent
	is_as_without
	[ ! -e /nonexistent ]
	need_root
	chown nobody "$dir/home"
	with "HOME=$dir/home"
	is_as_without
	[ -z "$(ls -A "$dir/home")" ]
}

# ruptime(1): "When it has asked for a table or one of the other Formats".
@test "each format is remembered, and one host that is streamed is not" {
	local format
	for format in '-o table' '-o raw' '-o raw -r' '-o json' \
	    '-o prometheus' '-o nagios' -U -D -l "-O $dir/out"; do
		rm -f "$seen"
		# shellcheck disable=SC2086
		texts $format alpha
		echo "$format"
		remembers alpha
	done
	rm -f "$seen"
	texts alpha
	[ "$status" -eq 0 ]
	[ ! -e "$seen" ]
}

# ruptime(1): ""alpha" and "alpha:4001" are two."
@test "a host is remembered as it was given" {
	cp "$dir/hosts/alpha" "$dir/hosts/Alpha"
	texts -o table alpha alpha:4001
	remembers alpha
	remembers alpha:4001
	gone_down alpha
	texts -o table alpha:4002
	[[ $output = *' down         ?,'* ]]
	texts -o table alpha:4001
	[[ $output = *' down      0:00,'* ]]
	# By whatever way it got its port.
	texts -o table -p 4001 alpha
	[[ $output = *' down      0:00,'* ]]
	texts -o table -p 4002 alpha
	[[ $output = *' down         ?,'* ]]
	texts -o table -p 4002 alpha:4000
	[[ $output = *' down      0:00,'* ]]
	run -0 --separate-stderr "$ruptime" --forget=alpha:4000
	remembers alpha:4001
	run ! remembers alpha
	run -0 --separate-stderr "$ruptime" -p 4001 --forget=alpha
	run ! remembers alpha:4001
}

# ruptime(1): "It is kept as long as it is asked, and for 90 days after that."
@test "ninety days" {
	texts -o table alpha node2 node10
	gone_down alpha
	passed $((60 * 86400))
	texts -o table alpha node10
	passed $((31 * 86400))
	texts -o table node10
	remembers alpha
	run ! remembers node2
	texts -o table alpha
	[[ $output = *' down  91+00:00,'* ]]
}

# ruptime(1): "Not asked is not down".
@test "who was not heard of before the run ended is left as it was" {
	texts -o table alpha node2
	passed 3600
	cp "$seen" "$dir/before"
	mkfifo "$dir/hosts/slow"
	background "$ruptime" -F 1 -o table -T 30 \
	    -e "sh -c 'echo %h >>$dir/asked; exec cat $dir/hosts/%h'" \
	    alpha slow node2
	wait_until grep -q slow "$dir/asked"
	kill -TERM "$pid"
	ended_as 1 "$pid"
	[ "$(awk -F '\t' '$1 == "node2"' "$seen")" = \
	    "$(awk -F '\t' '$1 == "node2"' "$dir/before")" ]
	[ "$(awk -F '\t' '$1 == "alpha"' "$seen")" != \
	    "$(awk -F '\t' '$1 == "alpha"' "$dir/before")" ]
}

@test "a reader that has gone does not make it be forgotten" {
	"$ruptime" -o table -e "cat $dir/hosts/%h" alpha node2 | true
	remembers alpha
	start_daemon
	"$ruptime" -o table "127.0.0.1:$port" | true
	remembers "127.0.0.1:$port"
}

@test "--forget, ranges as everywhere, exactly as given" {
	local host
	for host in node1 node2 node3; do told "$host" '4 min'; done
	texts -o table 'node[1-3]' node2:4001 alpha
	run -0 --separate-stderr "$ruptime" '--forget=node[1-2],nobody' \
	    --forget alpha
	[ -z "$output$stderr" ]
	[ "$(sed 1d "$seen" | cut -f 1 | sort | xargs)" = 'node2:4001 node3' ]
	run -0 --separate-stderr "$ruptime" --forget=node1
	[ -z "$output$stderr" ]
	[ "$(stat -c %a "$seen")" = 600 ]
	gone_down node1
	texts -o table node1
	[[ $output = *' down         ?,'* ]]
}

@test "--forget of what a command takes for a host" {
	local host
	for host in root@alpha 101 3.14; do told "$host" '4 min'; done
	texts -o table root@alpha 101 3.14
	run -0 --separate-stderr "$ruptime" --forget=root@alpha,101
	[ "$(sed 1d "$seen" | cut -f 1)" = 3.14 ]
}

@test "--forget asks nobody, and says why it could not" {
	local host
	run -2 --separate-stderr "$ruptime" --forget=alpha node2
	[[ $stderr = 'ruptime: --forget asks nobody'* ]]
	run -2 --separate-stderr "$ruptime" '--forget=node[2-1]'
	[[ $stderr = *'counts upwards'* ]]
	# Sources are not asked either.
	for host in 192.0.2.0/24 @lab _ruptime._tcp.local; do
		run -2 --separate-stderr "$ruptime" "--forget=alpha,$host"
		[[ $stderr = "ruptime: $host: not a host"*^ ]]
	done
	RUPTIME_SEEN='' run -2 --separate-stderr "$ruptime" --forget=alpha
	[[ $stderr = 'ruptime: nothing is remembered: '* ]]
	mkdir "$seen"
	run -2 --separate-stderr "$ruptime" --forget=alpha
	[ "$stderr" = "ruptime: $seen: is no regular file; nothing is forgotten" ]
}
