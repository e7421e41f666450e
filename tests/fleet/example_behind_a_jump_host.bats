# ruptime(1), EXAMPLES: "And where they are reached by way of another one, gate,
# where that key can connect to them and do nothing else".
load lib_example
load lib_machines

test_teardown() {
	end_masters
}

# as_shown [COMMANDS]: the example, behind the one before it, and then these;
# sets output, what they print.
as_shown() {
	local before
	machines
	example 'The same by a key that can do nothing else'
	before=$(grep -v -e '^ruptime' -e reboot <<<"$commands")
	example 'And where they are reached'
	commands=${commands/ruptime -e /ruptime -T 60 -e }
	commands=$before$'\n'$commands$'\nexec >"$HOME/more" 2>&1\n'${1-:}
	lab
	output=$(cat "$dir/more")
	echo "$output"
}

@test "as it stands there, and the next sweep takes no login" {
	as_shown 'ruptime -T 60 -e "ssh -F ~/.ssh/ruptime.conf %h uptime" \
	    alpha db-primary'
	[[ $output = "alpha        up "*$'\n'"db-primary   up "* ]]
	[ "$(logins gate)" -eq 2 ]
	[ "$(logins alpha)" -eq 2 ]
	[ "$(logins db-primary)" -eq 2 ]
}

@test "there the key connects to them, and to nothing else" {
	as_shown 'ssh -F ~/.ssh/ruptime.conf gate id
	ssh -F ~/.ssh/ruptime.conf -W alpha:80 gate
	ssh -F ~/.ssh/ruptime.conf -W gate:22 gate'
	[ "${output%%$'\n'*}" = "$(cat "$dir/texts/node01.uptime")" ]
	[ "$(grep -c 'Stdio forwarding request failed' <<<"$output")" -eq 2 ]
	[ "$(grep -c 'but the request was denied' \
	    "$dir/machine/gate/log")" -eq 2 ]
}

@test "without gate none is reached, and what is kept goes with it" {
	as_shown 'ssh -F ~/.ssh/ruptime.conf -O exit gate 2>/dev/null
	mount --bind /dev/null /etc/hosts
	ruptime -T 60 -e "ssh -F ~/.ssh/ruptime.conf %h uptime" alpha db-primary'
	[[ $output = "alpha        down "*error:*$'\n'"db-primary   down "*error:* ]]
}

# Why the manual has setsid there.
@test "by a ProxyJump connections are not kept" {
	as_shown 'ssh -F ~/.ssh/ruptime.conf -O exit alpha 2>/dev/null
	sed -i "s/ProxyCommand.*/ProxyJump gate/" ~/.ssh/ruptime.conf
	ruptime -T 60 -e "ssh -F ~/.ssh/ruptime.conf %h uptime" alpha
	until ! ssh -F ~/.ssh/ruptime.conf -O check alpha 2>/dev/null; do
		sleep 0.05
	done
	echo it has gone'
	[[ $output = *" up "*"it has gone" ]]
}

# SECURITY.md: "AllowTcpForwarding local in its sshd_config stops that".
@test "there it can listen on loopback, unless sshd allows local only" {
	sshd_option='AllowTcpForwarding local'
	as_shown 'ssh -F ~/.ssh/ruptime.conf -S none -R 4001:localhost:9 \
	    -o ExitOnForwardFailure=yes gate uptime'
	[[ $output = *"remote port forwarding failed"* ]]
	sed -i '/AllowTcp/d' "$dir"/machine/*/config
	commands=${commands#*END*END}
	commands=${commands#*gate.key}
	commands='exec >"$HOME/more" 2>&1'${commands#*more*&1}
	shown=
	lab
	[ "$(cat "$dir/more")" = "$(cat "$dir/texts/node01.uptime")" ]
}
