# ruptimed(8): "Why a run failed is logged, with the first line of the command's
# standard error; at most five such lines in ten seconds".
load lib_serving

failures() {
	grep -c 'exited with status 3' "$log"
}

@test "the reason is logged with the first line of standard error" {
	make_command
	start_daemon -a 0 -c "$command"
	does 'echo one >&2; echo two >&2; echo three; exit 3'
	run -0 ask
	[ "$output" = "error: the uptime command exited with status 3" ]
	wait_until logged "$command: the uptime command exited with status 3: one"
	run ! grep -e two -e three "$log"
}

# As some programs begin what they have to say.
@test "a line that says nothing is not the first" {
	make_command
	start_daemon -a 0 -c "$command"
	does 'printf "\n\r\n ---\n  one\r\n" >&2; exit 3'
	run -0 ask
	wait_until logged "$command: the uptime command exited with status 3: one"
}

@test "a command that is longer than a message leaves room for the reason" {
	local long
	long="echo bad >&2; exit 3 #$(printf '%02000d')"
	run -1 --separate-stderr timeout 60 "$ruptimed" -f -p 0 -c "$long"
	[[ $stderr = "ruptimed: echo bad >&2; exit 3 #00000"*"00: the uptime\
 command exited with status 3: bad" ]]
}

@test "control characters of the command do not reach the log" {
	make_command
	start_daemon -a 0 -c "$command"
	does 'printf "\033[2Jred\r\a\n" >&2; exit 3'
	run -0 ask
	wait_until logged red
	run ! grep -q '[[:cntrl:]]' "$log"
}

@test "many failures do not fill the log" {
	make_command
	start_daemon -a 0 -c "$command"
	does 'exit 3'
	run -0 swarm -n 100 -c 1 -e 'error: the uptime command exited'
	run -0 failures
	# Five in each ten seconds, however slow this machine is.
	[ "$output" -ge 5 ]
	[ "$output" -le 15 ]
}
