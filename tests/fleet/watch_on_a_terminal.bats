# ruptime(1): "With -i the hosts are asked each so many seconds, and the table
# stays on the terminal".
load lib_watch

test_setup() {
	three_hosts
	start_terminal 80 12
}

# row HOST: its line with looks.
row() {
	looks | grep -F "127.0.0.1:${ports[$1]} "
}

is_bold() {
	row "$1" | grep -q $'^\033\[1m'
}

not_bold() {
	row "$1" | grep -qv $'^\033\[1m'
}

@test "head, rows in order, and what changed at the bottom" {
	watch -i 0.2 -l "$hosts"
	shows '^[0-9]{2}:[0-9]{2}:[0-9]{2}  3 up, 0 down   by load   every 0.2 s$'
	stop_host gamma
	shows '  2 up, 1 down   by load'
	shows "^127.0.0.1:${ports[gamma]} +down +0:00,  refused$"
	shows "^[0-9:]{8} 127.0.0.1:${ports[gamma]} down: refused$"
	start_host gamma
	shows '  3 up, 0 down'
	shows "^[0-9:]{8} 127.0.0.1:${ports[gamma]} up$"
	say gamma "$(up '1 min' 2 2.00)"
	shows "^[0-9:]{8} 127.0.0.1:${ports[gamma]} rebooted$"
	shows '  3 up, 0 down, 1 rebooted'
	# The latest is first.
	[[ $(screen | tail -n 2) = *rebooted*$'\n'*" up" ]]
}

@test "rebooted stays, down is red, what changed in the last round is bold" {
	watch -i 0.2 "$hosts"
	shows ' 3 up'
	say beta "$(up '1 min' 1 3.00)"
	wait_until is_bold beta
	wait_until not_bold beta
	shows "^127.0.0.1:${ports[beta]} .*, rebooted$"
	[[ $(row beta) = *$'\033[33mrebooted'* ]]
	stop_host alpha
	shows ' down +[0:?]+,  refused'
	[[ $(row alpha) = *$'\033[31mdown\033['* ]]
}

@test "without colour the words say it" {
	watch -i 0.2 --color=never "$hosts" 127.0.0.1:1
	shows ' down +[0:?]+,  refused'
	[[ $(looks) != *$'\033[31m'* ]]
}

@test "NO_COLOR is respected" {
	type_line 'export NO_COLOR=1'
	watch -i 0.2 "$hosts" 127.0.0.1:1
	shows ' down +[0:?]+,  refused'
	[[ $(looks) != *$'\033[31m'* ]]
}

@test "a slow host keeps its line, dim, and holds up nobody" {
	watch -i 0.2 -T 30 "$hosts"
	kill -STOP "${daemons[beta]}"
	say alpha "$(up '2 days,  3:01' 3 4.56)"
	shows ' 4\.56,'
	shows "^127.0.0.1:${ports[beta]} +up "
	wait_until is_dim beta
	kill -CONT "${daemons[beta]}"
	wait_until not_dim beta
	run ! on_screen "${ports[beta]} down"
}

is_dim() {
	row "$1" | grep -q $'^\033\[2m'
}

not_dim() {
	row "$1" | grep -qv $'^\033\[2m'
}

@test "at the end the terminal is as it was, with the whole table" {
	type_line "stty -a >$dir/before; echo before"
	shows '^before$'
	screen >"$dir/screen.before"
	watch -i 60 "$hosts" '127.0.0.1:[1-20]'
	press q
	# 23 lines, of which the last ten are to be seen.
	shows '^\$$'
	[ "$(tmux -S "$dir/tmux" capture-pane -p -S - |
	    grep -cE '^127\.0\.0\.1:[0-9]+ +(up|down) ')" -eq 23 ]
	type_line "stty -a >$dir/after; echo after"
	shows '^after$'
	diff "$dir/before" "$dir/after"
	[[ $(tmux -S "$dir/tmux" capture-pane -p -S -) = *before*ruptime*after* ]]
	# The cursor is there again.
	[ "$(tmux -S "$dir/tmux" display -p '#{cursor_flag} #{alternate_on}')" = \
	    '1 0' ]
}

@test "resized to any size" {
	local size
	watch -i 60 "$hosts" '127.0.0.1:[1-20]'
	for size in '20 5' '1 1' '300 100' '7 2' '80 1' '1 20' '80 12'; do
		tmux -S "$dir/tmux" resize-window -x "${size% *}" -y "${size#* }"
	done
	shows '1-11 of 23'
	tmux -S "$dir/tmux" resize-window -x 20 -y 5
	shows '^127\.0\.0\.1:1  '
	[ "$(screen | awk 'length > 20' | wc -l)" -eq 0 ]
	press q
}

@test "stopped by Control-Z, and in the foreground again" {
	type_line "stty -a >$dir/before; echo before"
	shows '^before$'
	watch -i 0.2 "$hosts"
	press C-z
	shows 'Stopped'
	type_line "stty -a >$dir/after; echo after"
	shows '^after$'
	diff "$dir/before" "$dir/after"
	say alpha "$(up '2 days,  3:01' 3 6.54)"
	type_line fg
	shows '^[0-9:]{8}  3 up'
	shows ' 6\.54,'
	shows_no '^after$'
	press l
	comes_to_order alpha beta gamma
	press q
	shows '^\$$'
}

@test "stopped by what nobody can catch, and continued" {
	watch -i 0.2 "$hosts"
	pid=$(pgrep -f "^$ruptime -i 0.2 127.0.0.1:${ports[alpha]}")
	kill -STOP "$pid"
	shows 'Stopped'
	type_line fg
	shows '^[0-9:]{8}  3 up'
	shows_no 'Stopped'
	press q
	shows '^\$$'
}

@test "begun in the background it waits to be in the foreground" {
	type_line "$ruptime -i 0.2 $hosts &"
	press Enter
	shows 'Stopped'
	type_line fg
	shows '^[0-9:]{8}  3 up'
	press q
	shows '^\$$'
}

@test "the terminal is whole after a crash, and after SIGQUIT" {
	local signal
	type_line "stty -a >$dir/before; echo before"
	shows '^before$'
	for signal in SEGV QUIT ABRT BUS; do
		watch -i 0.2 "$hosts"
		pid=$(pgrep -f "^$ruptime -i 0.2 127.0.0.1:${ports[alpha]}")
		kill "-$signal" "$pid"
		shows '\$$'
		type_line "stty -a >$dir/after; echo after $signal"
		shows "^after $signal$"
		diff "$dir/before" "$dir/after"
		[ "$(tmux -S "$dir/tmux" display -p \
		    '#{cursor_flag} #{alternate_on}')" = '1 0' ]
	done
}

@test "its terminal closed, it ends" {
	watch -i 0.2 "$hosts"
	pid=$(pgrep -f "^$ruptime -i 0.2 127.0.0.1:${ports[alpha]}")
	tmux -S "$dir/tmux" kill-server
	wait_until gone "$pid"
}

@test "without keys, where standard input is none, it is drawn all the same" {
	watch -i 0.2 "$hosts" '</dev/null'
	stop_host gamma
	shows '  2 up, 1 down'
	press C-c
	shows '^\$$'
	watch -i 0.2 "$hosts" '<&-' || true
	shows '  2 up, 1 down'
	press C-c
	shows '^\$$'
}

@test "-c ends it after so many rounds" {
	type_line "$ruptime -i 0.2 -c 3 $hosts 127.0.0.1:1; echo status \$?"
	shows '^status 1$'
	shows "^127.0.0.1:${ports[alpha]} +up "
}

@test "what a terminal would obey is shown, not done" {
	script hostile <<-'END' >/dev/null
	printf 'error: \033[2J\033]0;title\007 no\n'
	END
	type_line "$ruptime -i 0.2 -e $dir/hostile h"
	shows '^h +down +\?,  error: \^\[\[2J\^\[\]0;title.a no$'
	press q
}

# still_reader: the view on a terminal whose reader stands still, until that
# takes no more; sets reader and pid.
still_reader() {
	local n
	TERM=xterm background "$tools/peer_pty" "$ruptime" -i 0.2 \
	    "127.0.0.1:${ports[alpha]}" "127.0.0.1:${ports[beta]}"
	reader=$pid
	out=$dir/out.$((${#started[@]} - 1))
	wait_until grep -q ' 3\.00,' "$out"
	pid=$(pgrep -P "$reader")
	kill -STOP "$reader"
	log=$dir/err.1
	for n in {1..40}; do
		say alpha "$(up '2 days,  3:00' 3 "$n.11")"
		rounds_go_on
	done
}

# rounds_go_on: beta is asked once more.
rounds_go_on() {
	local had
	had=$(accepted)
	wait_until has_more_than "$had"
}

has_more_than() {
	[ "$(accepted)" -gt "$1" ]
}

accepted() {
	kill -USR1 "${daemons[beta]}"
	awk '{ for (i = 1; i < NF; i++) if ($i == "accepted") n = $(i + 1) }
	    END { print n + 0 }' "$log"
}

@test "nobody reads the terminal: rounds go on, the last frame is drawn later" {
	still_reader
	kill -CONT "$reader"
	wait_until grep -q '40\.11\|\[[0-9;]*H40' "$out"
	kill -TERM "$pid"
	wait_until gone "$reader"
}

@test "nobody reads the terminal: it ends when it is told to" {
	still_reader
	kill -TERM "$pid"
	wait_until gone "$pid"
}
