# ruptime(1), EXAMPLES: "Wait until hosts that were told to reboot are back, for
# ten minutes at most".
load lib_example

@test "waiting for a reboot" {
	example 'Wait until hosts that were told'
	# node03 comes back when it is being waited for.
	rm "$dir/bin/ruptime"
	script bin/ruptime <<-EOT
	exec "$ruptime" -vv "\$@" 2>>"$dir/waiting"
	EOT
	cat >"$dir/hook" <<-'EOT'
	bash -c "$commands" &
	waiting=$!
	until grep -q 'node03: about to try again' "$dir/waiting"; do
		read -rt 0.02 <> <(:) || true
	done
	echo ' 08:38:22 up 1 min,  0 users,  load average: 0.92, 0.25, 0.09' \
	    >"$dir/node03.uptime"
	start node03
	wait "$waiting"
	commands=:
	EOT
	lab
}

# It answers until it is asked once more, and comes back when it is waited for.
@test "waiting for one that still answers" {
	example 'Reboot a host, and wait for that'
	echo ' 08:38:22 up 9 days,  0 users,  load average: 0.92, 0.25, 0.09' \
	    >"$dir/node03.uptime"
	rm "$dir/bin/ruptime"
	script bin/ruptime <<-EOT
	echo "\$*" >>"$dir/asked"
	exec "$ruptime" "\$@"
	EOT
	script bin/ssh <<-EOT
	echo "\$*" >"$dir/told_to"
	EOT
	cat >"$dir/hook" <<-'EOT'
	bash -c "$commands" &
	waiting=$!
	seen() {
		until grep -qse "$1" "$2"; do
			read -rt 0.02 <> <(:) || true
		done
	}
	seen '^-R 0 node03' "$dir/asked"
	kill "${daemons[-1]}"
	unset 'daemons[-1]'
	seen '^-w ' "$dir/asked"
	echo ' 08:38:22 up 1 min,  0 users,  load average: 0.92, 0.25, 0.09' \
	    >"$dir/node03.uptime"
	start node03
	wait "$waiting"
	commands=:
	EOT
	# Of the daemons node03's is the last then.
	rm "$dir/node04.uptime"
	lab
	[ "$(cat "$dir/told_to")" = 'node03 reboot' ]
}
