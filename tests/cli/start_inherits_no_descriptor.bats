# ruptimed(8): "Descriptors other than the standard ones are closed first, and
# the command has none but its own input, output and error".
load lib_startup

# with_thousand COMMAND...: a thousand descriptors on one file are inherited.
with_thousand() {
	local fd i
	ulimit -Sn "$(ulimit -Hn)"
	for ((i = 0; i < 1000; i++)); do
		exec {fd}<"$dir/inherited"
	done
	exec "$@" 3>&-
}

enough_descriptors() {
	: >"$dir/inherited"
	[ "$(ulimit -Hn)" = unlimited ] || [ "$(ulimit -Hn)" -gt 1100 ] ||
	    skip "needs more descriptors"
}

descriptors_of() {
	find "/proc/$1/fd" -mindepth 1 -printf '%f %l\n'
}

# The reply is what the command saw of its own descriptors.
command_has_its_own_only() {
	echo "$1"
	[ "$(wc -l <<<"$1")" -eq 3 ]
	grep -qx '0 /dev/null' <<<"$1"
	grep -Eqx '1 pipe:\[[0-9]+\]' <<<"$1"
	grep -Eqx '2 pipe:\[[0-9]+\]' <<<"$1"
}

# What the shell that popen(3) starts has, and nothing that it opens itself.
show="find /proc/\$\$/fd -mindepth 1 -printf '%f %l\\n'"

@test "of a thousand, none reaches a daemon in the foreground or its command" {
	enough_descriptors
	log=$dir/err.0
	with_thousand "$ruptimed" -f -l "$dir/run/socket" -c "$show; :" \
	    2>"$log" &
	daemon=$!
	started+=("$daemon")
	wait_until daemon_is_up_or_gone
	run -0 descriptors_of "$daemon"
	[[ $output != *inherited* ]]
	[ "${#lines[@]}" -lt 20 ]
	command_has_its_own_only "$(ask_socket "$dir/run/socket")"
}

@test "of a thousand, none reaches a daemon or its command" {
	enough_descriptors
	(with_thousand timeout 60 "$ruptimed" -l "$dir/run/socket" \
	    -P "$dir/run/pid" -c "$show; :")
	run -0 descriptors_of "$(cat "$dir/run/pid")"
	[[ $output != *inherited* ]]
	[ "${#lines[@]}" -lt 20 ]
	command_has_its_own_only "$(ask_socket "$dir/run/socket")"
}

@test "the command has no listener and no client of a busy daemon" {
	make_gate
	start_daemon -v -a 0 -t 60 -c "test ! -e $dir/slow || $gate; $show; :"
	: >"$dir/slow"
	background nc -N 127.0.0.1 "$port" </dev/null
	wait_until test -e "$dir/run/asked"
	rm "$dir/slow"
	# These two wait for the next run.
	background nc -N 127.0.0.1 "$port" </dev/null
	background nc -N 127.0.0.1 "$port" </dev/null
	wait_until grep -c 'answered by run 3' "$log"
	open_gate go
	wait "$pid"
	command_has_its_own_only "$(cat "$dir/out.3")"
}
