# ruptimed(8): "There are never two runs at once".
load lib_serving

@test "not when clients come all the time" {
	need flock
	command=$(script locking <<-END
	exec 9>$dir/w/lock
	flock -n 9 || echo taken >>$dir/w/overlaps
	sleep 0.01
	echo good
	END
	)
	start_daemon -a 0 -c "$command"
	run -0 swarm -n 400 -c 20
	counts replied=400 eof_clean=400
	[ ! -e "$dir/w/overlaps" ]
}
