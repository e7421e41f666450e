# ruptime(1), EXAMPLES: "The same all day, in place, by load", "Write down when
# the hosts of a rack go and come", "What uptime prints on a host", "The load of
# a host, three times".
load lib_example

# The screen of a real terminal, when all have answered, but for the time; then
# the view is ended.
script_screen() {
	script screen <<-'END'
	tmux -S "$HOME/tmux" -f /dev/null new-session -d -x 80 -y 24 \
	    "env TERM=screen $1"
	until tmux -S "$HOME/tmux" capture-pane -p |
	    grep -q '^[0-9:]*  5 up, 1 down'; do
		sleep 0.05
	done
	tmux -S "$HOME/tmux" capture-pane -p | sed 's/^[0-9][0-9:]*/TIME/; /^$/d'
	tmux -S "$HOME/tmux" send-keys q
	END
}

@test "the same all day" {
	need tmux
	example 'The same all day, in place, by load'
	remembered node03 191520 60
	shown=$(sed 's/^[0-9][0-9:]*/TIME/' <<<"$shown")
	commands="'$(script_screen)' '$commands'"
	lab
}

@test "when the hosts of a rack go and come" {
	example 'Write down when'
	remembered node03 191520 60
	# node03 comes when the table has been written.
	uptime_of node03 '1 min,  0 users' 0.92, 0.25, 0.09
	mv "$dir/node03.uptime" "$dir/node03.later"
	cat >"$dir/hook" <<-'END'
	(
		until grep -qs refused "$HOME/rack.log"; do sleep 0.05; done
		mv "$HOME/node03.later" "$HOME/node03.uptime"
		exec ruptimed -f -l node03 -c "cat '$HOME/node03.uptime'"
	) 2>"$dir/node03.log" &
	daemons+=("$!")
	END
	commands="cd; ${commands/-i 2 -c 30/-i 0.2 -c 30}"
	shown=$(sed 's/^[0-9T:+-]* node03/WHEN node03/' <<<"$shown")
	commands=${commands/cat rack.log/"sed 's,^20[0-9T:+-]* ,WHEN ,' rack.log"}
	lab
}

@test "what uptime prints on a host" {
	example 'What uptime prints on a host'
	commands=${commands/-i 2/-i 0.2}
	lab
}

@test "the load of a host, three times" {
	need jq
	example 'The load of a host'
	commands=${commands/-i 2/-i 0.2}
	commands="cd; ${commands/-i 60/-i 0.2 -c 2}"
	status=0
	lab
	[ "$(grep -c '^ruptime_up{' "$dir/ruptime.prom")" -eq 6 ]
}
