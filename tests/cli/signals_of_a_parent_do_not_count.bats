# ruptimed(8): "Which other signals were blocked or ignored when it was started
# does not count."
# ruptime(1): "Signals of the terminal that were ignored when ruptime was
# started stay so, as nohup(1) and the & of a script have it; which others were
# blocked or ignored does not count."
load lib

test_setup() {
	line=' 07:11:49 up 3 days,  5:02,  1 user,  load average: 0.04, 0.08, 0.07'
	others=PIPE,ALRM,TERM,USR1,USR2,CHLD,CONT,URG,IO,WINCH
	env --ignore-signal=CHLD --block-signal true 2>/dev/null ||
	    skip "needs a newer env"
}

# Whoever starts the daemon does so as "${as[@]}" has it.
start_as() {
	local real=$build/ruptimed
	ruptimed=$(script strange <<<"exec env ${as[*]} $real \"\$@\"")
	start_daemon "$@"
}

# It answers before its timeout is near, and ends when it is told to.
serves() {
	start_as -a 0 -t 60 -c "echo '$line'"
	run -0 timeout 60 nc -N 127.0.0.1 "$port"
	[ "$output" = "$line" ]
	kill -s "$1" "$daemon"
	wait "$daemon"
}

@test "a daemon that was started with all signals blocked" {
	as=(--default-signal --block-signal)
	serves TERM
	serves INT
}

@test "a daemon that was started with signals ignored" {
	as=("--ignore-signal=$others")
	serves TERM
}

@test "a daemon that cannot be started tells why all the same" {
	mkdir -m 777 "$dir/run"
	for as in --ignore-signal=CHLD --block-signal=CHLD; do
		run -1 --separate-stderr timeout 60 env "$as" "$ruptimed" \
		    -P "$dir/run/pid" -p 0 -l 127.0.0.1 -c 'exit 3'
		[ "$stderr" = "ruptimed: exit 3: the uptime command exited with\
 status 3" ]
	done
}

@test "a client that was started with all signals blocked or ignored" {
	for as in --block-signal "--ignore-signal=$others"; do
		run -0 --separate-stderr timeout 60 env "$as" "$ruptime" \
		    -T 60 -e "sh -c 'echo \"$line\"'" a b
		[ "${#lines[@]}" -eq 2 ]
		[ -z "$stderr" ]
	done
}

# told_to_end AS...: a client that waits for long ends when it is told to.
told_to_end() {
	rm -f "$dir/begun"
	background env "$@" "$ruptime" -T 600 -e "$hang" a b
	wait_until test -e "$dir/begun"
	kill -TERM "$pid"
	wait_until gone "$pid"
}

@test "a client hears TERM all the same" {
	hang=$(script hang <<<": >'$dir/begun'; exec sleep 1000")
	told_to_end --default-signal --block-signal
	told_to_end "--ignore-signal=$others"
}

@test "a client ignores what a script's & has it ignore" {
	hang=$(script hang <<-END
		: >>'$dir/begun'
		until [ -e '$dir/go' ]; do sleep 0.1; done
		echo '$line'
	END
	)
	background env --ignore-signal=INT,QUIT,HUP "$ruptime" -T 600 -e "$hang" a b
	wait_until test -e "$dir/begun"
	kill -INT "$pid"
	kill -HUP "$pid"
	kill -QUIT "$pid"
	: >"$dir/go"
	wait "$pid"
}

# What ends another process by default does nothing to that one by itself.
@test "a client that is process 1 is ended as any other" {
	mkfifo "$dir/hosts"
	exec 7<>"$dir/hosts" # which never end
	local signal what
	for signal in TERM INT HUP QUIT ALRM; do
		for what in '-w 127.0.0.1:1' "-f $dir/hosts"; do
			# shellcheck disable=SC2086
			as_init env --default-signal "$ruptime" $what
			wait_until waits "$init"
			kill -s "$signal" "$init"
			ended_as "$((128 + $(kill -l "$signal")))" "$pid"
		done
	done
	exec 7>&-
}

# The client has begun, and has nothing to do.
waits() {
	[ "$(cat "/proc/$1/comm")" = ruptime ]
	[[ $(cat "/proc/$1/stat") = *") S "* ]]
}

@test "a command of the client has no signal blocked or ignored" {
	run -0 --separate-stderr env --block-signal \
	    "--ignore-signal=$others,HUP,INT" "$ruptime" \
	    -e "grep -E '^Sig(Blk|Ign):' /proc/self/status" a
	[[ $output =~ SigBlk:[[:space:]]+0+$'\n' ]]
	ignored=$(sed -n 's/^SigIgn:[[:space:]]*/0x/p' <<<"$output")
	# The C library keeps 32 and 33 to itself.
	[ "$((ignored & ~0x180000000))" -eq 0 ]
}

@test "a pipeline whose reader has gone ends quietly" {
	many=$(script many <<<"yes '$line' | head -n 700")
	start_daemon_on -l 0.0.0.0 -c "$many"
	port=$(sed -n 's/.*listening on 0\.0\.0\.0:\([0-9]*\)$/\1/p' "$log")
	for as in --ignore-signal=PIPE --default-signal; do
		run -0 --separate-stderr timeout 60 bash -c '
			env "$1" "$2" -p "$3" -o raw "127.1.1.[1-200]" |
			    head -n 1; exit "$((PIPESTATUS[0] <= 1))"' \
		    sh "$as" "$ruptime" "$port"
		[ -z "$stderr" ]
		run -0 --separate-stderr timeout 60 bash -c '
			env "$1" "$2" -F 8 -o raw -e "$3" "h[1-200]" | head -n 1
			exit $((PIPESTATUS[0] > 1 && PIPESTATUS[0] < 128))' \
		    sh "$as" "$ruptime" "$many"
		[ -z "$stderr" ]
		run -0 --separate-stderr timeout 60 bash -c '
			env "$1" "$2" --help | :' sh "$as" "$ruptime"
		[ -z "$stderr" ]
	done
}
