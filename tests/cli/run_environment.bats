# ruptimed(8): "The command runs with the system's standard PATH, LC_ALL=C and
# the daemon's TZ, and nothing else; its standard input is /dev/null, and it
# inherits no other descriptor, signal disposition or limit of the daemon's".
load lib_serving

# seen_by_command TEXT: what TEXT prints as the command of a daemon that was
# started in a strange way, with clients.
seen_by_command() {
	# An ordinary command: its output is the reply.
	start_daemon -a 0 -c "$1"
	swarm_waits -n 20 -h 60000
	run -0 ask
}

# The ignored signals in $output but the two that the C library keeps to itself,
# 32 and 33, which nobody can reset who found them ignored.
ignored() {
	local mask
	mask=$(sed -n 's/^SigIgn:[[:space:]]*/0x/p' <<<"$output")
	echo $((mask & ~0x180000000))
}

@test "the environment" {
	export TZ=Asia/Tokyo LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8 IFS_OF_OURS=x
	export LD_BIND_NOW=1 HOME=/nowhere
	seen_by_command "tr '\\000' '\\n' </proc/\$\$/environ | sort"
	[ "$output" = "LC_ALL=C
PATH=$(getconf PATH)
TZ=Asia/Tokyo" ]
}

@test "the environment without TZ" {
	unset TZ
	seen_by_command "tr '\\000' '\\n' </proc/\$\$/environ | sort"
	[ "$output" = "LC_ALL=C
PATH=$(getconf PATH)" ]
}

@test "the signals" {
	local real=$ruptimed
	env --ignore-signal=USR2 true 2>/dev/null || skip "needs a newer env"
	ruptimed=$(script strange <<-END
	exec env --ignore-signal=USR2,QUIT --block-signal=WINCH,TERM $real "\$@"
	END
	)
	seen_by_command 'cat /proc/self/status'
	[ "$(ignored)" -eq 0 ]
	grep -Ex $'SigBlk:\t0+' <<<"$output"
	grep -Ex $'SigCgt:\t0+' <<<"$output"
}

@test "the descriptors" {
	local real=$ruptimed
	ruptimed=$(script strange <<<"exec $real \"\$@\" <$real 7<$real")
	# Only the shell's own are looked at, and by number: a look at the
	# directory would itself open one.
	seen_by_command 'n=0; while [ $n -lt 1024 ]; do
		if [ -h /proc/$$/fd/$n ]; then
			echo $n $(readlink /proc/$$/fd/$n)
		fi
		n=$((n + 1))
	    done'
	[ "${lines[0]}" = "0 /dev/null" ]
	[[ ${lines[1]} == "1 pipe:"* ]]
	[[ ${lines[2]} == "2 pipe:"* ]]
	[ "${#lines[@]}" -eq 3 ]
}

@test "the descriptor limit" {
	ulimit -Sn 300
	seen_by_command 'ulimit -Sn; ulimit -Hn'
	[ "${lines[0]}" = 300 ]
	[ "${lines[1]}" = "$(ulimit -Hn)" ]
	[ "$(awk '/^Max open files/ { print $4 }' "/proc/$daemon/limits")" = \
	    "$(ulimit -Hn)" ]
}

@test "a process group of its own, which a signal to all does not leave" {
	make_command
	start_daemon -a 0 -c "$command"
	does 'kill -TERM 0; sleep 60'
	run -0 ask
	[[ $output == "error: the uptime command was killed by signal 15" ]]
	does 'echo good'
	run -0 ask
	[ "$output" = good ]
}
