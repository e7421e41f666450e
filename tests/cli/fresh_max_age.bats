# ruptimed(8): "A client is answered by a run that started at most max-age
# seconds, 1 by default, before it connected; so there is at most one successful
# run in that time, however many ask".
load lib_serving

timed_command() {
	command=$(script timed <<-END
	date +%s%N | tee -a $dir/w/starts
	END
	)
}

# at_most_each MS: since the first run there was one each so many milliseconds
# at most; two more are allowed, as a start may have been slow.
at_most_each() {
	local span
	span=$((($(date +%s%N) - $(head -n 1 "$dir/w/starts")) / 1000000))
	[ "$(wc -l <"$dir/w/starts")" -le $((span / $1 + 2)) ]
}

@test "clients share the runs of a second" {
	timed_command
	start_daemon -c "$command"
	run -0 swarm -n 300 -c 3 -h 12 -f 1000
	counts replied=300 eof_clean=300 stale=0
	at_most_each 1000
}

@test "clients share the runs of the time that -a gives" {
	timed_command
	start_daemon -a 0.1 -c "$command"
	run -0 swarm -n 300 -c 3 -h 10 -f 100
	counts replied=300 eof_clean=300 stale=0
	at_most_each 100
}

@test "a run serves all who come while its text is fresh" {
	timed_command
	start_daemon -a 3600 -c "$command"
	run -0 swarm -n 1000 -c 100
	counts replied=1000 eof_clean=1000 distinct=1
	[ "$(wc -l <"$dir/w/starts")" -eq 1 ]
}
