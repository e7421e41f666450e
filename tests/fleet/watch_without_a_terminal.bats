# ruptime(1): "the table is printed once, when all hosts have been asked, and
# from then on a line for each change, with the local time".
load lib_watch

test_setup() {
	three_hosts
}

# begin ARGUMENT...: the view into a file; sets out and pid.
begin() {
	out=$dir/out.${#started[@]}
	# shellcheck disable=SC2086 # a list of hosts
	background "$ruptime" "$@" $hosts
}

has() {
	grep -qE "$1" "$out"
}

when='[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{4}'

@test "the table, then a line a change" {
	begin -i 0.2
	local watching=$pid # a host that is begun again is the last, too
	wait_until has "${ports[gamma]} +up"
	[ "$(wc -l <"$out")" -eq 3 ]
	stop_host gamma
	wait_until has "^$when 127\.0\.0\.1:${ports[gamma]} down: refused$"
	say gamma "$(up '1 min' 2 2.00)"
	wait_until has "^$when 127\.0\.0\.1:${ports[gamma]} up, rebooted$"
	say beta "$(up '1 min' 2 2.00)"
	wait_until has "^$when 127\.0\.0\.1:${ports[beta]} rebooted$"
	kill -TERM "$watching"
	wait_until gone "$watching"
	# A host may say that it stops before it refuses.
	sed -i "/${ports[gamma]} down: error: /d" "$out"
	[ "$(wc -l <"$out")" -eq 6 ] || { cat "$out"; false; }
}

@test "the exit status is of the last round that was over" {
	# shellcheck disable=SC2086 # a list of hosts
	run -0 "$ruptime" -i 0.2 -c 2 $hosts
	[ "${#lines[@]}" -eq 3 ]
	# shellcheck disable=SC2086
	run -1 "$ruptime" -i 0.2 -c 2 $hosts 127.0.0.1:1
	[ "${#lines[@]}" -eq 4 ]
	begin -i 0.2 # of a view that was ended after a round
	wait_until has "${ports[gamma]} +up"
	kill -TERM "$pid"
	ended_as 0 "$pid"
	begin -i 0.2 # of one whose user has gone
	wait_until has "${ports[gamma]} +up"
	kill -HUP "$pid"
	ended_as 1 "$pid"
	kill -STOP "${daemons[alpha]}"
	begin -i 0.2 # of one whose first is not over
	wait_until is_watching "$pid"
	kill -TERM "$pid"
	ended_as 1 "$pid"
}

# It has come to catch SIGTERM, as the shell that becomes it may, too.
is_watching() {
	local caught
	[ "/proc/$1/exe" -ef "$ruptime" ] || return 1
	caught=$(sed -n 's/^SigCgt:[[:space:]]*//p' "/proc/$1/status")
	[ $((0x$caught & 1 << 14)) -ne 0 ]
}

@test "one host is a table, too" {
	run -0 "$ruptime" -i 0.2 -c 1 "127.0.0.1:${ports[alpha]}"
	[[ $output = "127.0.0.1:${ports[alpha]} "*" up  "*3+*" load "* ||
	    $output = "127.0.0.1:${ports[alpha]} "*" up  "*2+03:00,* ]]
}

@test "-o json is an array for each round" {
	need jq
	# shellcheck disable=SC2086
	run -0 "$ruptime" -i 0.2 -c 3 -o json $hosts
	[ "$(jq -s 'length' <<<"$output")" -eq 3 ]
	[ "$(jq -s '[.[][].state] | unique | .[]' <<<"$output")" = '"up"' ]
}

# A full disk is not full for ever; what can't be written at all is told at once.
@test "-O that fails in a later round is told, and tried again" {
	local error="ruptime: $dir/files/prom: No such file or directory"
	mkdir "$dir/files"
	begin -i 0.2 -o prometheus -O "$dir/files/prom"
	wait_until test -s "$dir/files/prom"
	mv "$dir/files" "$dir/aside"
	out=${out/out./err.}
	wait_until has "^$error$"
	rm "$dir/aside/prom"
	mv "$dir/aside" "$dir/files"
	wait_until test -s "$dir/files/prom"
	mv "$dir/files" "$dir/aside"
	: >"$out"
	wait_until has "$error$"
	kill -TERM "$pid"
	ended_as 1 "$pid"
	# shellcheck disable=SC2086
	run -1 timeout 60 "$ruptime" -i 0.2 -o json -O "$dir/files/prom" $hosts
	[ "$output" = "$error" ]
}

@test "-o raw is the lines of each round" {
	# shellcheck disable=SC2086
	run -0 "$ruptime" -i 0.2 -c 2 -o raw $hosts
	[ "${#lines[@]}" -eq 6 ]
}

@test "a terminal that is dumb, or of no known kind, is no terminal" {
	local term
	for term in dumb '' nosuchterminal; do
		# shellcheck disable=SC2086
		TERM=$term run -0 "$tools/peer_pty" "$ruptime" -i 0.2 -c 2 $hosts
		[ "${#lines[@]}" -eq 3 ]
		[[ $output != *$'\033'* ]]
	done
	# shellcheck disable=SC2086
	run -0 "$tools/peer_pty" env -u TERM "$ruptime" -i 0.2 -c 2 $hosts
	[[ $output != *$'\033'* ]]
}

# still_pipe ARGUMENT...: the view into a pipe that nobody reads, until that has
# no room any more; sets pid.
still_pipe() {
	mkfifo "$dir/still"
	exec 7<>"$dir/still"
	"$ruptime" "$@" >"$dir/still" 3>&- 7>&- &
	pid=$!
	started+=("$pid")
	wait_until stands_still
}

# stands_still: alpha has not been asked for a second.
stands_still() {
	local before
	before=$(asked)
	read -rt 1 <> <(:) || true
	[ "$before" -gt 0 ] && [ "$(asked)" -eq "$before" ]
}

asked() {
	kill -USR1 "${daemons[alpha]}"
	sed -n 's/.*accepted \([0-9]*\).*/\1/p' "$dir/err.0" | tail -n 1
}

@test "its reader stands still: it waits, goes on, and can be ended" {
	still_pipe -i 0.2 -o json '127.0.0.1:[1-600]' "127.0.0.1:${ports[alpha]}"
	before=$(asked)
	head -c 300000 <&7 >"$dir/read"
	wait_until was_asked_after "$before"
	wait_until stands_still
	kill -TERM "$pid"
	wait_until gone "$pid"
}

was_asked_after() {
	[ "$(asked)" -gt "$1" ]
}

# reader_goes ARGUMENT...: when the first line of the view has been read.
reader_goes() {
	mkfifo "$dir/pipe"
	exec 7<>"$dir/pipe"
	"$ruptime" -i 0.2 "$@" >"$dir/pipe" 2>"$dir/said" 3>&- 7>&- &
	pid=$!
	started+=("$pid")
	read -r _ <&7
	exec 7>&-
	wait_until gone "$pid"
	status=0
	wait "$pid" || status=$?
	[ ! -s "$dir/said" ]
}

@test "its reader gone, it ends, though nothing changes" {
	# shellcheck disable=SC2086
	reader_goes $hosts
	[ "$status" -eq $((128 + $(kill -l PIPE))) ]
}

@test "so it does by a command, quietly" {
	reader_goes -e "cat $dir/says.alpha" a b
	[ "$status" -eq 1 ]
	rm "$dir/pipe"
	reader_goes -o json -e "cat $dir/says.alpha" a b
	[ "$status" -eq 1 ]
}

@test "who reads standard output is nothing to -O" {
	run -0 bash -o pipefail -c '"$@" | :' bash "$ruptime" -i 0.2 -c 3 \
	    -o prometheus -O "$dir/hosts.prom" -e "cat $dir/says.alpha" a
	grep -q 'up{host="a"} 1' "$dir/hosts.prom"
}

@test "-e asks by a command, again and again" {
	run -0 "$ruptime" -i 0.2 -c 3 -e "cat $dir/says.alpha" a b
	[ "${#lines[@]}" -eq 2 ]
}

@test "what it has seen is remembered, and shown" {
	export RUPTIME_SEEN=$dir/seen
	# shellcheck disable=SC2086
	run -0 "$ruptime" -i 0.2 -c 2 $hosts
	[ "$(grep -c 127.0.0.1 "$dir/seen")" -eq 3 ]
	stop_host beta
	# shellcheck disable=SC2086
	run -1 "$ruptime" -i 0.2 -c 1 $hosts
	[[ $output = *"127.0.0.1:${ports[beta]} "*"down "*" 0:0"[0-9]",  refused"* ]]
}

# A minute of its clock is one of our seconds, nearly.
quick_clock() {
	! has_sanitizer || skip "sanitizers come first"
	lib=$(find /usr/lib* /usr/local/lib* -name libfaketime.so.1 \
	    -print -quit 2>/dev/null) || true
	[ -n "$lib" ] || skip "needs libfaketime"
	export RUPTIME_SEEN=$dir/seen
}

@test "and again after each minute, while it goes on" {
	local lib first
	quick_clock
	LD_PRELOAD=$lib FAKETIME='+0 x100' begin -i 0.2 -T 3600
	wait_until grep -q 127.0.0.1 "$dir/seen"
	first=$(stat -c %i "$dir/seen")
	wait_until is_another "$first"
	kill -TERM "$pid"
	wait_until gone "$pid"
}

@test "whether it has rebooted is told of the whole time, whatever is remembered" {
	local lib told
	need jq
	quick_clock
	hosts=127.0.0.1:${ports[alpha]}
	LD_PRELOAD=$lib FAKETIME='+0 x100' begin -i 20 -c 20 -T 3600 -o json
	wait_until has '"up"'
	say alpha "$(up '1 min' 1 3.00)"
	wait_until gone "$pid"
	told=$(jq -c '.[0].rebooted' "$out" | uniq | tr '\n' ' ')
	[ "$told" = 'null false true ' ] || [ "$told" = 'null true ' ]
}

# is_another INODE: the file has been replaced.
is_another() {
	[ "$(stat -c %i "$dir/seen")" != "$1" ]
}
