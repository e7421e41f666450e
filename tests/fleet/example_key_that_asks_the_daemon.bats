# ruptimed(8), EXAMPLES: "Serve nobody but this machine, and whoever has a key
# that can ask it and do nothing else".
load lib_example
load lib_machines

test_teardown() {
	end_masters
}

@test "a key that asks the daemon" {
	local alpha beta
	machines
	example 'The same by a key that can do nothing else'
	alpha=$(sed '/^for/,$d' <<<"$commands")
	example 'Serve nobody but this machine, and whoever has' ruptimed.8
	beta=${commands##*$'\n'}
	# What cat shows there is what the user has written, but for his key.
	commands="$alpha
	line='$(grep restrict <<<"$shown")'
	echo \"\${line%% ssh-*} \$(cat ~/.ssh/ruptime.pub)\" |
	    ssh alpha 'cat >>.ssh/authorized_keys'
	${commands%%$'\n'*} -c 'cat $dir/texts/said'
	${beta/ruptime -e/ruptime -T 60 -e}
	kill \$(cat /run/ruptimed/ruptimed.pid)"
	shown=${shown##*$'\n'}
	echo "$shown" >"$dir/texts/said"
	lab
	[ "$(logins alpha)" -eq 2 ]
}
