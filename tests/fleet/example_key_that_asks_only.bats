# ruptime(1), EXAMPLES: "The same by a key that can do nothing else.  ssh has its
# settings in a file of their own, so that no other key is offered and no other
# connection used.  It keeps those that it makes for ten minutes, and the next
# sweep takes no logins".
load lib_example
load lib_machines

asking='ruptime -T 60 -e "ssh -F ~/.ssh/ruptime.conf %h uptime"'

test_teardown() {
	end_masters
}

# as_shown [COMMANDS]: the example, and then these; sets output, what they print.
as_shown() {
	machines
	example 'The same by a key that can do nothing else'
	# The hosts are as busy as the tests that run beside this one.
	commands=${commands/ruptime -e /ruptime -T 60 -e }
	commands+=$'\nexec >"$HOME/more" 2>&1\n'${1-:}
	lab
	output=$(cat "$dir/more")
	echo "$output"
}

@test "as it stands there, and the next sweep takes no login" {
	as_shown "$asking alpha db-primary"
	[[ $output = "alpha        up "*$'\n'"db-primary   up "* ]]
	# One of every day, which has brought the key, and one by the key.
	[ "$(logins alpha)" -eq 2 ]
	[ "$(logins db-primary)" -eq 2 ]
}

@test "whatever is asked for, the key gets uptime" {
	as_shown 'ask="ssh -F $HOME/.ssh/ruptime.conf"
	$ask alpha "echo no >no; cat /etc/passwd"
	$ask alpha
	$ask -S none -o LogLevel=INFO -tt alpha sh
	sftp -F ~/.ssh/ruptime.conf alpha </dev/null'
	[ ! -e "$dir/home/alpha/no" ]
	[ "$(grep -c '08:38:22 up 3 days' <<<"$output")" -ge 2 ]
	run ! grep -e root: -e 'sftp>' "$dir/more"
	grep 'PTY allocation request failed' "$dir/more"
}

@test "the key forwards nothing" {
	as_shown 'ask="ssh -F $HOME/.ssh/ruptime.conf"
	$ask -W alpha:22 alpha
	$ask -S none -o ExitOnForwardFailure=yes -R 4001:localhost:22 alpha'
	[[ $output = *"Stdio forwarding request failed"* ]]
	[[ $output = *"remote port forwarding failed"* ]]
	grep 'refused local port forward: .* target alpha port 22' \
	    "$dir/machine/alpha/log"
}

@test "an agent's keys, which can do more, are not offered" {
	as_shown 'eval "$(ssh-agent -s)" >/dev/null
	ssh-add -q ~/.ssh/id_ed25519
	ssh -F ~/.ssh/ruptime.conf -S none alpha echo everything
	ssh-agent -k >/dev/null'
	[ "$output" = "$(cat "$dir/texts/alpha.uptime")" ]
}

@test "everyday logins do not go over its connections, nor it over theirs" {
	as_shown 'echo "ControlPath ~/.ssh/%C" >~/.ssh/config
	ssh alpha echo everything
	ssh -F ~/.ssh/ruptime.conf -O exit alpha 2>/dev/null
	ssh -fNM alpha
	ssh -F ~/.ssh/ruptime.conf alpha echo everything
	ssh -O exit alpha 2>/dev/null'
	[ "$output" = "everything
$(cat "$dir/texts/alpha.uptime")" ]
}

@test "keys that others may read or write are refused, and why is told" {
	as_shown "ssh -F ~/.ssh/ruptime.conf -O exit alpha 2>/dev/null
	ssh -F ~/.ssh/ruptime.conf -O exit db-primary 2>/dev/null
	chmod 666 ~/home/db-primary/.ssh/authorized_keys
	$asking alpha db-primary
	ssh -F ~/.ssh/ruptime.conf -O exit alpha 2>/dev/null
	chmod 644 ~/.ssh/ruptime
	$asking -t alpha"
	grep '^db-primary   down .*Permission denied (publickey' "$dir/more"
	grep 'bad ownership or modes for file' "$dir/machine/db-primary/log"
	grep '^alpha .*WARNING: UNPROTECTED PRIVATE KEY FILE' "$dir/more"
}
