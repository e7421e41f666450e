#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# live.sh [BUILD_DIR]: draw live.png anew, the picture of the live view that
# README.md shows.  The view runs in a real terminal, by tmux(1), in the network
# of tests/fleet/lab.sh: of nine hosts one is down since long, one goes and
# comes, one reboots.  What is then on the screen is drawn by gnuplot, in its
# colours.  To be run by root, where DejaVu Sans Mono (fonts-dejavu-core) is
# installed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
COLUMNS_SHOWN=80 LINES_SHOWN=15

# uptime_of HOST TEXT LOAD...: what the host answers from now on.
uptime_of() {
	echo " 08:38:22 up $2,  load average: ${*:3}" >"$HOME/new"
	mv "$HOME/new" "$HOME/$1.uptime"
}

on_the_view() {
	tmux -S "$HOME/tmux" "$@"
}

# shows PATTERN: wait until a line of the screen is so, looks and all.
shows() {
	local tries
	for ((tries = 0; tries < 600; tries++)); do
		on_the_view capture-pane -p -e >"$HOME/screen"
		if grep -qE "$1" "$HOME/screen"; then
			return
		fi
		sleep 0.05
	done
	cat "$HOME/screen" >&2
	echo "live.sh: the view never showed $1" >&2
	exit 1
}

start_delta() {
	ruptimed -f -l delta -c "cat '$HOME/delta.uptime'" 2>"$HOME/delta.log" &
	delta=$!
	until grep -qs 'listening on' "$HOME/delta.log"; do
		kill -0 "$delta"
		sleep 0.05
	done
}

# In the lab: what happens while somebody looks.  Afterwards $HOME/screen has
# the screen of the round in which node02 turned out to have been booted.
scene() {
	trap 'kill "$delta"; on_the_view kill-server || true' EXIT
	uptime_of delta '96 days, 11:30,  0 users' 0.31, 0.24, 0.20
	start_delta
	on_the_view -f /dev/null new-session -d -x "$COLUMNS_SHOWN" \
	    -y "$LINES_SHOWN" 'env TERM=screen ruptime -i 2 -l'
	on_the_view set -g status off
	on_the_view resize-window -x "$COLUMNS_SHOWN" -y "$LINES_SHOWN"
	shows '  8 up, 1 down'
	kill "$delta"
	shows ' delta down: refused'
	start_delta
	shows ' delta up$'
	uptime_of node02 '1 min,  0 users' 1.70, 0.61, 0.22
	shows $'^\033\\[1mnode02 .*rebooted'
	shows ' node02 rebooted$'
}

# In $HOME: whom the view asks, what they answer, and what is remembered.
set_up() {
	mkdir -p "$HOME/bin" "$HOME/.config/ruptime" "$HOME/.local/state/ruptime"
	ln -s "$1/ruptime" "$1/ruptimed" "$HOME/bin"
	echo 'alpha beta gamma delta db-primary node[01-04]' \
	    >"$HOME/.config/ruptime/hosts"
	uptime_of alpha '3 days,  5:02,  1 user' 0.04, 0.08, 0.07
	uptime_of beta '12 days, 20:41,  3 users' 0.52, 0.58, 0.59
	uptime_of gamma '12 days, 20:39,  1 user' 1.12, 0.97, 0.90
	uptime_of db-primary '1100 days, 0 min,  12 users' 12.50, 3.00, 1.25
	uptime_of node01 '41 days,  7:13,  0 users' 0.00, 0.01, 0.05
	uptime_of node02 '41 days,  7:12,  0 users' 2.03, 2.01, 1.98
	uptime_of node04 '41 days,  7:12,  2 users' 3.99, 4.02, 4.00
	printf 'ruptime-seen 1\nnode03\t%s\t-\t-\t60\t60\t0\t%s\n' \
	    $(($(date +%s) - 191520)) "$(date +%s)" \
	    >"$HOME/.local/state/ruptime/seen"
}

if [ "${1-}" = --scene ]; then
	scene
	exit
fi
build=$(realpath "${1-build}")
HOME=$(mktemp -d)
chmod 755 "$HOME" # the daemons give up root
export HOME LC_ALL=C TZ=UTC
trap 'rm -rf "$HOME"' EXIT
unset XDG_CONFIG_HOME XDG_STATE_HOME STATE_DIRECTORY
unset RUPTIME_HOSTS RUPTIME_SEEN NO_COLOR TMUX
set_up "$build"
unshare -nm "$here/../fleet/lab.sh" "$HOME" "'$here/live.sh' --scene"
awk -f "$here/cells.awk" "$HOME/screen" >"$HOME/cells"
gnuplot -e "cells='$HOME/cells'; out='$here/live.png';
    columns=$COLUMNS_SHOWN; lines=$LINES_SHOWN" "$here/screen.gp"
