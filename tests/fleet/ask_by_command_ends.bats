# ruptime(1): "It leads a session and a process group of its own; the group is
# killed when the command has ended, when its time is over, and when ruptime is
# interrupted."
load ../cli/lib

# The command leaves its pid and that of a child in $dir/pids, and ends of TERM
# as little as the child does.
test_setup() {
	hang=$(script hang <<-END
		trap '' TERM HUP INT
		sleep 1000 &
		echo "\$\$ \$!" >>"$dir/pids"
		wait
	END
	)
}

test_teardown() {
	local pid
	for pid in $(cat "$dir/pids" 2>/dev/null); do
		kill -KILL "$pid" 2>/dev/null || true
	done
}

# all_gone N: N pids were noted, and nothing runs under them.
all_gone() {
	local pids pid
	read -rd '' -a pids <"$dir/pids" || true
	[ "${#pids[@]}" -eq "$1" ]
	for pid in "${pids[@]}"; do
		wait_until gone "$pid"
	done
}

noted() {
	[ "$(wc -w <"$dir/pids")" -ge "$1" ]
}

@test "when its time is over" {
	run -1 "$ruptime" -T 1 -e "$hang %h" a b
	[ "${lines[0]}" = "a            down   timed out" ]
	[ "${lines[1]}" = "b            down   timed out" ]
	all_gone 4
}

@test "when its time is over, of one host" {
	run -1 --separate-stderr "$ruptime" -T 1 -e "$hang %h" a
	[[ $stderr =~ ^"ruptime: a: timed out: " ]]
	all_gone 2
}

@test "when it has ended" {
	leave=$(script leave <<-END
		sleep 1000 &
		echo "\$!" >"$dir/pids"
		echo ' 07:11:49 up 3 days, 5:02, 1 user, load average: 1, 1, 1'
	END
	)
	run -0 "$ruptime" -T 60 -e "$leave" a
	[[ $output =~ "up 3 days" ]]
	all_gone 1
}

@test "when it prints too much" {
	flood=$(script flood <<-END
		sleep 1000 &
		echo "\$\$ \$!" >"$dir/pids"
		cat /dev/zero
		wait
	END
	)
	run -1 "$ruptime" -T 60 -o raw -e "$flood" a
	all_gone 2
}

# ends_by SIGNAL HOST...: of the hosts' commands nothing is left.
ends_by() {
	rm -f "$dir/pids"
	background env --default-signal "$ruptime" -T 600 -e "$hang %h" "${@:2}"
	wait_until noted $((2 * ($# - 1)))
	kill -s "$1" "$pid"
	wait_until gone "$pid"
	all_gone $((2 * ($# - 1)))
}

@test "when ruptime is interrupted" {
	for signal in INT TERM HUP QUIT ALRM; do
		ends_by "$signal" a b c
		ends_by "$signal" a
	done
}

# As a signal ends any program: who runs it sees which.
@test "and of one host the signal is what ruptime ends by" {
	for signal in INT TERM HUP QUIT ALRM; do
		set -m
		background "$ruptime" -T 600 -e "sh -c 'echo >>$dir/begun; exec sleep 1000'" a
		set +m
		wait_until test -s "$dir/begun"
		rm "$dir/begun"
		kill -s "$signal" "$pid"
		status=0
		wait "$pid" || status=$?
		[ "$status" -eq $((128 + $(kill -l "$signal"))) ]
	done
}

@test "when ruptime is interrupted before it has gone on" {
	! grep -q __tsan_init "$ruptime" ||
		skip "ThreadSanitizer holds signals back for a while"
	strike=$(script strike <<-END
		echo "\$\$" >>"$dir/pids"
		kill -TERM "\$PPID"
		exec sleep 1000
	END
	)
	for n in 1 2 3 4 5 6 7 8 9 10; do
		run ! "$ruptime" -T 600 -e "$strike" a
		run ! "$ruptime" -T 600 -o raw -e "$strike" a
		all_gone $((2 * n))
	done
}

@test "when nobody reads any more" {
	chatty=$(script chatty <<-END
		sleep 1000 &
		echo "\$\$ \$!" >"$dir/pids"
		while echo up; do sleep 0.1; done
		wait
	END
	)
	mkfifo "$dir/out"
	background sh -c "exec '$ruptime' -T 600 -e '$chatty' a >'$dir/out'"
	exec 8<"$dir/out"
	read -r first <&8
	exec 8<&-
	[ "$first" = up ]
	wait_until gone "$pid"
	all_gone 2
}

@test "that nobody reads a table is not told either" {
	need perl
	run -1 --separate-stderr perl -e 'pipe(R, W); close R;
	    open STDOUT, ">&W"; exec @ARGV' "$ruptime" -T 60 -e 'echo up' a b
	[ -z "$stderr" ]
}

@test "what reads the terminal does not hang" {
	type -P script >/dev/null || skip "needs script"
	ask=$(script ask <<-END
		read -r password </dev/tty || exit 9
		echo "read \$password"
	END
	)
	run -0 env script -qec "'$ruptime' -T 60 -e '$ask'  a || echo status \$?" \
	    /dev/null </dev/null
	[[ $output =~ "/dev/tty" ]]
	[[ $output =~ "status 1" ]]
}
