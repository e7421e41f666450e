# ruptime(1): "Where nobody reads the terminal the rounds go on, and what it shows
# is drawn when somebody does again."
load lib_watch

test_setup() {
	three_hosts
}

# still_reader SECONDS: the view on a terminal whose reader stands still, until
# that takes no more, in the middle of a frame; sets reader and pid.
still_reader() {
	local n
	# peer_pty ends what takes half a minute, and what a script has in the
	# background ignores SIGINT.
	# shellcheck disable=SC2016
	TERM=xterm background "$tools/peer_pty" \
	    perl -e '$SIG{INT} = "DEFAULT"; alarm 0; exec @ARGV' \
	    "$ruptime" -i "$1" \
	    "127.0.0.1:${ports[alpha]}" "127.0.0.1:${ports[beta]}" \
	    '127.0.0.1:[1-20]'
	reader=$pid
	out=$dir/out.$((${#started[@]} - 1))
	wait_until grep -q ' 3\.00,' "$out"
	pid=$(pgrep -P "$reader")
	kill -STOP "$reader"
	for n in {1..60}; do
		kill -WINCH "$pid" # draws all of it
		read -rt 0.02 <> <(:) || true
	done
}

# many_rounds: forty of them.
many_rounds() {
	local n
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

@test "rounds go on, the last frame is drawn later" {
	still_reader 0.2
	many_rounds
	kill -CONT "$reader"
	wait_until grep -q '40\.11\|\[[0-9;]*H40' "$out"
	kill -TERM "$pid"
	wait_until gone "$reader"
}

@test "it ends when it is told to, and gives the terminal back" {
	local signal
	for signal in INT TERM; do
		still_reader 3600
		kill "-$signal" "$pid"
		wait_until gone "$pid"
		kill -CONT "$reader"
		wait_until gone "$reader"
		# And nothing behind it.
		[[ $(tail -c 40 "$out") = *$'\033[?1049l'* ]]
	done
}

# whole_screen COLUMNS LINES: nothing but the head and as many rows as there is
# room for, each as far as there is.
whole_screen() {
	local rows
	rows=$(($2 - 1 < 22 ? $2 - 1 : 22))
	screen | awk -v columns="$1" -v rows="$rows" '
		length > columns { exit 1 }
		NR == 1 && !/^[0-9:]+  2 up, 20 down/ { exit 1 }
		NR > 1 && NR <= rows + 1 { n += $1 ~ /^127\.0\.0\.1:/ &&
		    ($1 ~ (":" (NR - 1) "$") || NR > 21) &&
		    (columns < 80 || /  refused$|0\.50,  0\.25$/) }
		NR > rows + 1 && NF > 0 { exit 1 }
		END { exit n != rows }'
}

@test "resized in the middle of a frame, it is drawn whole" {
	local size
	need tmux
	for size in '40 6' '120 40' '24 2'; do
		still_reader 3600 # only the resizing has it drawn
		# shellcheck disable=SC2086 # two numbers
		set -- $size
		stty -F "$(readlink "/proc/$pid/fd/1")" cols "$1" rows "$2"
		kill -CONT "$reader"
		start_terminal "$1" "$2"
		# What is asked there is asked here, too, and the answer echoed.
		type_line "stty -echo; exec tail -c +1 -f $out"
		wait_until whole_screen "$1" "$2" || { screen >&2; return 1; }
		kill -TERM "$pid"
		wait_until gone "$reader"
		tmux -S "$dir/tmux" kill-server
	done
}

# waits_for_the_terminal: not as an event loop does, which is epoll_wait(2).
waits_for_the_terminal() {
	grep -Eq 'wait_woken|tty_write' "/proc/$pid/wchan"
}

# shows_all_down: drawn as a whole.
shows_all_down() {
	kill -WINCH "$pid"
	grep -q '2000 down' "$out"
}

# ruptime(1): "A terminal that stands still then, as after Control-S, holds the
# table up until it goes on; another Control-C ends that."
@test "the last table waits, until the next Control-C" {
	grep -q '[a-z]' /proc/[0-9]*/wchan 2>/dev/null ||
	    skip "needs /proc/PID/wchan"
	local ending
	for ending in CONT INT; do
		# shellcheck disable=SC2016
		TERM=xterm background "$tools/peer_pty" \
		    perl -e '$SIG{INT} = "DEFAULT"; alarm 0; exec @ARGV' \
		    "$ruptime" -i 3600 '127.0.0.[1-250]:[1-8]'
		reader=$pid
		out=$dir/out.$((${#started[@]} - 1))
		wait_until pgrep -P "$reader"
		pid=$(pgrep -P "$reader")
		wait_until shows_all_down
		kill -STOP "$reader"
		kill -INT "$pid"
		wait_until waits_for_the_terminal
		[ "$ending" = CONT ] || kill -INT "$pid"
		[ "$ending" = CONT ] || wait_until gone "$pid"
		kill -CONT "$reader"
		wait_until gone "$reader"
		if [ "$ending" = CONT ]; then
			grep -q '^127.0.0.250:8 ' "$out"
		else
			run ! grep -q '^127.0.0.250:8 ' "$out"
		fi
	done
}
