# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# What the tests of the live view share: a real terminal, by tmux(1), of a
# server of its own, and hosts that say what the test has them say.

load lib_fleet

# Used by teardown of lib.bash.
test_teardown() {
	tmux -S "$dir/tmux" kill-server 2>/dev/null || true
}

# start_terminal COLUMNS LINES: with a shell whose prompt is "$ ".  What runs in
# it is run by SHELL, or by the account's, which may be nologin.
start_terminal() {
	need tmux
	SHELL=/bin/sh tmux -S "$dir/tmux" -f /dev/null new-session -d -x "$1" -y "$2" \
	    "env PS1='$ ' RUPTIME_SEEN= TERM=screen bash --norc --noprofile"
	tmux -S "$dir/tmux" set -g status off
	tmux -S "$dir/tmux" resize-window -x "$1" -y "$2"
	wait_until on_screen '^\$'
}

# type_line TEXT, press KEY...: as tmux names keys.
type_line() {
	tmux -S "$dir/tmux" send-keys -l "$1"
	press Enter
}

press() {
	tmux -S "$dir/tmux" send-keys "$@"
}

# screen: what it shows; looks: the same with colours and bold as escapes.
screen() {
	tmux -S "$dir/tmux" capture-pane -p
}

looks() {
	tmux -S "$dir/tmux" capture-pane -p -e
}

on_screen() {
	screen | grep -E "$1"
}

not_on_screen() {
	[ "$(screen | grep -cE "$1")" -eq 0 ]
}

# shows PATTERN: sooner or later a line of the screen matches.
shows() {
	wait_until on_screen "$1" || { screen >&2; return 1; }
}

# shows_no PATTERN: sooner or later none does.
shows_no() {
	wait_until not_on_screen "$1" || { screen >&2; return 1; }
}

# watch ARGUMENT...: the live view in the terminal, until its first rows.
watch() {
	type_line "$ruptime $*"
	shows '^[0-9:]{8}  [1-9][0-9]* up'
}

# say HOST TEXT: what uptime prints at the host from now on; each is a daemon of
# its own, whose port is in ports[HOST].
declare -gA ports daemons
say() {
	echo "$2" >"$dir/says.$1.new"
	mv "$dir/says.$1.new" "$dir/says.$1"
	[ -n "${daemons[$1]:-}" ] || start_host "$1"
}

start_host() {
	start_daemon -a 0 -c "cat $dir/says.$1" ${ports[$1]:+-p "${ports[$1]}"}
	ports[$1]=$port
	daemons[$1]=$daemon
}

# stop_host HOST: nothing listens any more.
stop_host() {
	kill -INT "${daemons[$1]}"
	wait_until gone "${daemons[$1]}"
	daemons[$1]=
}

# up DAYS+HH:MM USERS LOAD: a line of uptime(1).
up() {
	echo " 18:09:34 up $1,  $2 users,  load average: $3, 0.50, 0.25"
}

# three_hosts: alpha, beta and gamma as /etc/hosts has them in a file of
# operands, $hosts; loads 1, 3 and 2, users 3, 1 and 2, uptimes 2, 1 and 3 days.
three_hosts() {
	say alpha "$(up '2 days,  3:00' 3 1.00)"
	say beta "$(up '1 day,  3:00' 1 3.00)"
	say gamma "$(up '3 days,  3:00' 2 2.00)"
	hosts="127.0.0.1:${ports[alpha]} 127.0.0.1:${ports[beta]}"
	hosts+=" 127.0.0.1:${ports[gamma]}"
}

# place HOST: the line of the screen that its row is in, from 1.
place() {
	screen | grep -nE "^127\.0\.0\.1:${ports[$1]} " | cut -d : -f 1
}

# ordered HOST...: their rows follow each other so.
ordered() {
	local host last=1
	for host; do
		[ "$(place "$host")" -eq $((last + 1)) ] || return 1
		last=$((last + 1))
	done
}

# comes_to_order HOST...: sooner or later they do.
comes_to_order() {
	wait_until ordered "$@" || { screen >&2; return 1; }
}
