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

# asked_anew_shows PATTERN: who was being asked still is not asked by one key.
asked_anew_shows() {
	press Space
	on_screen "$1"
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
	watch -i 3600 "$hosts"
	shows ' 3 up'
	say beta "$(up '1 min' 1 3.00)"
	press Space
	wait_until is_bold beta
	press Space
	wait_until not_bold beta
	shows "^127.0.0.1:${ports[beta]} .*, rebooted$"
	[[ $(row beta) = *$'\033[33mrebooted'* ]]
	stop_host alpha
	wait_until asked_anew_shows ' down +[0:?]+,  refused'
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

# There is no memory here.
@test "the table at the end has what the view knew" {
	watch -i 0.2 "$hosts"
	say beta "$(up '1 min' 1 3.00)"
	stop_host gamma
	shows '  2 up, 1 down, 1 rebooted '
	press q
	shows '^\$$'
	on_screen "^127.0.0.1:${ports[beta]} .*, rebooted$"
	on_screen "^127.0.0.1:${ports[gamma]} +down +0:00,  "
}

@test "resized to any size" {
	local size
	watch -i 60 "$hosts" '127.0.0.1:[1-20]'
	for size in '20 5' '1 1' '10000 50' '7 2' '80 1' '1 20' '80 12'; do
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

@test "stopped by what nobody can catch, it can be ended" {
	type_line "stty -a >$dir/before; echo before"
	shows '^before$'
	watch -i 0.2 "$hosts"
	pid=$(pgrep -f "^$ruptime -i 0.2 127.0.0.1:${ports[alpha]}")
	kill -STOP "$pid"
	shows 'Stopped'
	type_line 'kill %1'
	wait_until gone "$pid"
	type_line "clear; stty -a >$dir/after; echo after"
	shows '^after$'
	diff "$dir/before" "$dir/after"
	[ "$(tmux -S "$dir/tmux" display -p '#{cursor_flag} #{alternate_on}')" = \
	    '1 0' ]
}

# bash sets modes itself when a program has ended.
@test "modes that were set while it was stopped stay" {
	type_line "PS1='% ' exec sh"
	shows '^%$'
	watch -i 0.2 "$hosts"
	press C-z
	shows 'Stopped'
	type_line "stty -ixon intr ^G; stty -a >$dir/before; echo before"
	shows '^before$'
	type_line fg
	shows '^[0-9:]{8}  3 up'
	press C-g
	shows '^%$'
	type_line "stty -a >$dir/after; echo after"
	shows '^after$'
	diff "$dir/before" "$dir/after"
}

@test "at the end, what Control-S has stopped goes on" {
	type_line "stty -a >$dir/before; echo before"
	shows '^before$'
	for how in q TERM USR1; do
		watch -i 0.2 "$hosts"
		pid=$(pgrep -f "^$ruptime -i 0.2 127.0.0.1:${ports[alpha]}")
		press C-s
		wait_until takes_no_more "$pid"
		case $how in
		q) press q ;;
		*) kill "-$how" "$pid" ;;
		esac
		wait_until gone "$pid"
		type_line "clear; stty -a >$dir/after; echo after $how"
		shows "^after $how$"
		diff "$dir/before" "$dir/after"
		[ "$(tmux -S "$dir/tmux" display -p '#{alternate_on}')" = 0 ]
	done
}

# takes_no_more PID: nothing can be written to its terminal.
takes_no_more() {
	printf '\0' | dd oflag=nonblock of="$(readlink "/proc/$1/fd/1")" \
	    2>&1 | grep -q 'temporarily unavailable'
}

# stopped_view: one is stopped; sets pid.
stopped_view() {
	pid=$(pgrep -f "^$ruptime -i 0.2 127.0.0.1:${ports[alpha]}") &&
	    grep -q '^State:.T' "/proc/$pid/status"
}

@test "begun in the background it waits to be in the foreground" {
	local input
	for input in '' '</dev/null'; do
		type_line "$ruptime -i 0.2 $hosts $input &"
		wait_until stopped_view
		press Enter
		shows 'Stopped'
		type_line fg
		shows '^[0-9:]{8}  3 up'
		press C-c
		shows_no '^[0-9:]{8}  3 up'
		type_line clear
		shows_no 'Stopped'
	done
}

@test "stopped in the background it can be ended" {
	type_line "$ruptime -i 0.2 $hosts &"
	wait_until stopped_view
	type_line 'kill %1' # which has it go on, too
	wait_until gone "$pid"
	shows_no '^[0-9:]{8}  3 up'
}

@test "where nothing would have it go on, Control-Z does not stop it" {
	tmux -S "$dir/tmux" respawn-pane -k \
	    "RUPTIME_SEEN= TERM=screen exec $ruptime -i 0.2 $hosts"
	shows '^[0-9:]{8}  3 up'
	press C-z
	still_goes_on 5.55
	tmux -S "$dir/tmux" respawn-pane -k \
	    "trap '' TSTP; RUPTIME_SEEN= TERM=screen $ruptime -i 0.2 $hosts"
	press C-z
	still_goes_on 6.66
}

# still_goes_on LOAD: what alpha says from now on is shown, and keys are known.
still_goes_on() {
	say alpha "$(up '2 days,  3:01' 3 "$1")"
	shows " $1,"
	press h
	shows '^q +end$'
	press q
	shows_no '^q +end$'
}

@test "another user's terminal, as behind su" {
	need_root
	need setpriv
	chmod 755 "$dir"
	type_line "chmod 600 \$(tty); setpriv --reuid 65534 --clear-groups \\"
	watch -i 0.2 "$hosts"
	still_goes_on 5.55
	press q
	shows '^\$$'
}

@test "the terminal is whole after a crash, and after SIGQUIT" {
	local signal
	type_line "stty -a >$dir/before; echo before"
	shows '^before$'
	# A shell that reads lines would make it whole itself.
	script ask >/dev/null <<-END
		$ruptime -i 0.2 $hosts
		stty -a >$dir/after
		echo "after \$1"
	END
	for signal in SEGV QUIT ABRT BUS USR1 RTMIN+5 RTMAX; do
		ruptime=$dir/ask watch "$signal"
		pid=$(pgrep -f "^$ruptime -i 0.2 127.0.0.1:${ports[alpha]}")
		kill "-$signal" "$pid"
		shows "^after ${signal/+/.}$"
		diff "$dir/before" "$dir/after"
		[ "$(tmux -S "$dir/tmux" display -p \
		    '#{cursor_flag} #{alternate_on}')" = '1 0' ]
	done
}

@test "SIGQUIT that is ignored stays so" {
	type_line "trap '' QUIT"
	watch -i 0.2 "$hosts"
	kill -QUIT "$(pgrep -f "^$ruptime -i 0.2 127.0.0.1:${ports[alpha]}")"
	still_goes_on 5.55
	press q
	shows '^\$$'
}

@test "its terminal closed, it ends" {
	watch -i 0.2 "$hosts"
	pid=$(pgrep -f "^$ruptime -i 0.2 127.0.0.1:${ports[alpha]}")
	tmux -S "$dir/tmux" kill-server
	wait_until gone "$pid"
}

@test "its terminal closed, it ends also where that signal is ignored" {
	type_line "trap '' HUP"
	watch -i 0.2 "$hosts"
	pid=$(pgrep -f "^$ruptime -i 0.2 127.0.0.1:${ports[alpha]}")
	tmux -S "$dir/tmux" kill-server
	wait_until gone "$pid"
}

@test "a terminal that has only one screen is cleared" {
	type_line 'export TERM=vt100'
	watch -i 0.2 "$hosts" 127.0.0.1:1
	press q
	shows '^\$$'
	[ "$(screen | grep -cE '^127\.0\.0\.1:')" -eq 4 ]
	[ "$(screen | grep -cE ' by name ')" -eq 0 ]
}

# term_with CAPABILITY: TERM names a screen that has it, too.
term_with() {
	infocmp screen | sed "1,2s/^screen|.*/odd|one of old,/; \$s/\$/ $1,/" >"$dir/odd.ti"
	tic -o "$dir/odd" "$dir/odd.ti"
	type_line "export TERM=odd TERMINFO=$dir/odd"
}

@test "where a look takes a column all is plain" {
	term_with 'xmc#1'
	watch -i 0.2 --color=always "$hosts" 127.0.0.1:1
	shows '127\.0\.0\.1:1 +down'
	stop_host gamma
	shows '  2 up, 2 down'
	press d p # what is drawn anew, too
	shows 'paused   only not up'
	[[ $(looks) != *$'\033['* ]]
}

@test "what is written over, and stays, can't be drawn on" {
	term_with os
	type_line "$ruptime -i 0.2 $hosts"
	shows "^127.0.0.1:${ports[gamma]} +up"
	stop_host gamma
	shows "^[0-9T:+-]{24} 127.0.0.1:${ports[gamma]} down: refused$"
}

@test "what there is to say is said at the end" {
	type_line "export RUPTIME_SEEN=/dev/null/seen"
	watch -v -i 0.2 "$hosts"
	still_goes_on 5.55
	run ! on_screen 'not remembered'
	press q
	shows '^ruptime: /dev/null/seen: .*not remembered$'
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

# answer_late: the answers of a terminal far away, a moment after the questions.
answer_late() {
	wait_until grep -qF $'\033[?2026$p\033[c' "$dir/sent"
	read -rt 0.1 <> <(:) || true
	printf '\033[?2026;2$y\033[?62;22c'
	printf 'typed ahead'
}

@test "what the terminal answers late is not typed at the shell" {
	script ask >/dev/null <<-END
		$ruptime -i 0.2 -c 1 127.0.0.1:${ports[alpha]}
		stty -icanon min 0 time 10
		echo "left: \$(dd bs=1 count=11 2>/dev/null | cat -v)."
	END
	answer_late | TERM=xterm "$tools/peer_pty" -i "$dir/ask" >"$dir/sent"
	grep -qF 'left: typed ahead.' "$dir/sent"
}

# shellcheck disable=SC2016 # a dollar
@test "a terminal that can't answer us is not asked" {
	type_line 'export TERM=xterm'
	tmux -S "$dir/tmux" pipe-pane "cat >$dir/sent"
	watch -i 0.2 "$hosts" '</dev/null'
	run ! grep -F '[?2026$p' "$dir/sent"
	grep -qF 'by name' "$dir/sent"
	press C-c
	shows '^\$ $|^\$$'
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

@test "text of any language stays within its line" {
	type_line 'export LC_ALL=C.UTF-8'
	script foreign <<-'END' >/dev/null
	printf 'error: \344\272\222\346\217\233 e\314\201 \327\251\327\234 \342\200\256x\n'
	END
	type_line "$ruptime -i 0.2 -e $dir/foreign h"
	shows $'^h +down +\\?,  error: 互換 e(\\\\|M).* של .*x$'
	press q
}

# columns_of_names: how wide what stands before "down" is, of each row.
columns_of_names() {
	local line
	screen | sed -n 2,5p | while IFS= read -r line; do
		printf '%s' "${line%%down  *}" | LC_ALL=C.UTF-8 wc -L
	done | sort -u
}

@test "names of any language stay within their column" {
	type_line 'export LC_ALL=C.UTF-8'
	printf '%s\n' 東京互換漢字 שלום-עולם $'e\314\201te\314\201' zürich \
	    >"$dir/names"
	type_line "$ruptime -i 3600 -T 1 -f $dir/names"
	shows '^[0-9:]{8}  0 up, 4 down'
	[ "$(screen | grep -cE '^(東京互換漢字|שלום-עולם|zürich|e.*te.*) +down ')" \
	    -eq 4 ]
	[ "$(columns_of_names)" -eq 17 ]
	press q
}
