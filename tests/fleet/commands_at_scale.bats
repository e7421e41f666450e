# ruptime(1): "With -e it is 32, with -w or without: each takes processes of its
# own."
load ../cli/lib

line=' 07:11:49 up 3 days,  5:02,  1 user,  load average: 0.04, 0.08, 0.07'

@test "32 at once by default" {
	# Each waits until 32 have begun, and then tells how many there are.
	mkdir "$dir/begun"
	meet=$(script meet <<-END
		: >"$dir/begun/\$1"
		until set -- "$dir"/begun/* && [ \$# -ge 32 ]; do
			sleep 0.1
		done
		sleep 0.2
		set -- "$dir"/begun/*
		[ \$# -le 32 ] || [ -e "$dir/met" ] || : >"$dir/more"
		: >"$dir/met"
		echo '$line'
	END
	)
	for wait in '' -w; do
		rm -f "$dir"/begun/* "$dir/met"
		run -0 "$ruptime" $wait -T 60 -e "$meet %h" 'h[1-40]'
		[ "${#lines[@]}" -eq 40 ]
		[ ! -e "$dir/more" ]
	done
}

@test "four hundred that take time, options at their default" {
	run -0 --separate-stderr "$ruptime" \
	    -e "sh -c 'i=0; until [ \$i = 5000 ]; do i=\$((i+1)); done; echo \"$line\"'" \
	    'h[1-400]'
	[ "${#lines[@]}" -eq 400 ]
	[ -z "$stderr" ]
}

@test "a thousand at once" {
	run -0 --separate-stderr "$ruptime" -F 1000 -T 20 -e "echo '$line'" \
	    'h[1-1000]'
	[ "${#lines[@]}" -eq 1000 ]
	[ -z "$stderr" ]
}

@test "few descriptors are enough for three hundred" {
	# Also on a busy machine the first are there at the same time.
	nap=$(script nap <<-END
		case \$1 in h?|h[123]?) sleep 0.5 ;; *) sleep 0.05 ;; esac
		echo '$line'
	END
	)
	run -0 --separate-stderr bash -c 'exec 3>&- 4>&- && ulimit -n 64 &&
	    exec "$@"' - "$ruptime" -T 20 -e "$nap %h" 'h[1-300]'
	[ "${#lines[@]}" -eq 300 ]
	[ -z "$stderr" ]
}

@test "^C ends two thousand that are being begun" {
	hang=$(script hang <<<": >'$dir/begun'; exec sleep 1000")
	background env --default-signal "$ruptime" -F 2000 -T 600 -e "$hang" \
	    'h[1-2000]'
	wait_until test -e "$dir/begun"
	kill -INT "$pid"
	wait_until gone "$pid"
	grep 'interrupted: not heard of: .* of 2000 hosts' "$dir/err.0"
}

# The client is stopped until what it waits for has happened, and its time is
# over.
stopped() {
	until [ -e "$dir/begun" ]; do sleep 0.1; done
	kill -STOP "$pid"
	: >"$dir/go"
	wait_until test -e "$dir/done"
	sleep 1.2 # its time is all that there is to wait for
	kill -CONT "$pid"
}

@test "a command that ended while the client was stopped was in time" {
	answer=$(script answer <<-END
		: >"$dir/begun"
		until [ -e "$dir/go" ]; do sleep 0.1; done
		echo '$line'
		: >"$dir/done"
	END
	)
	background "$ruptime" -T 1 -R 0 -e "$answer" a b
	stopped
	wait "$pid"
	[ "$(grep -c ' up ' "$dir/out.0")" -eq 2 ]
}
