# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2154
# What the checks of systemd share: the service on the machine alpha.

# unit PROPERTY [UNIT]
unit() {
	inside alpha systemctl show -P "$1" "${2:-ruptimed.service}"
}

unit_is() {
	[ "$(unit "$1" "${3:-}")" = "$2" ]
}

active() {
	unit_is ActiveState active "$@"
}

inactive() {
	unit_is ActiveState inactive "$@"
}

# journal [OPTION]...: the messages of the service.
journal() {
	inside alpha journalctl -q -o cat -u ruptimed.service "$@"
}

journal_has() {
	journal | grep -q -- "$1"
}

info_has() {
	journal -p info | grep -q -- "$1"
}

# drop_in LINE...: into the service of alpha.
drop_in() {
	inside alpha mkdir -p /run/systemd/system/ruptimed.service.d
	printf '%s\n' '[Service]' "$@" |
	    inside alpha sh -c 'cat >/run/systemd/system/ruptimed.service.d/test.conf'
	inside alpha systemctl daemon-reload
}

# no_daemon NAME: no ruptimed there; zombies do not count.
no_daemon() {
	inside "$1" ps -e -o stat=,comm= |
	    awk '$2 == "ruptimed" && !/^Z/ { some = 1 } END { exit some }'
}

main_pid() {
	unit MainPID
}

restarted() {
	active && [ "$(main_pid)" != "$1" ] && [ "$(main_pid)" != 0 ]
}

start_service() {
	alpha_and_beta systemd
	[ $# -eq 0 ] || drop_in "$@"
	inside alpha systemctl restart ruptimed.service
	active
}

# manual TEXT: the commands of the first display after this text in the manual.
manual() {
	awk -v text="$1" 'index($0, text) { found = 1 }
	    found && /^\.Bd/ { show = 1; next }
	    show && /^\.Ed/ { exit }
	    show' "$source/man/ruptimed.8" |
	    sed 's/^# //; s/\\e/\\/g'
}

# does_manual TEXT: alpha does as the manual says there.
does_manual() {
	manual "$1" >"$dir/manual"
	cat "$dir/manual"
	[ -s "$dir/manual" ]
	inside alpha sh -ex <"$dir/manual"
}

# options LINE: of the services on alpha.
options() {
	echo "RUPTIMED_OPTS=\"$1\"" |
	    inside alpha sh -c 'cat >/etc/default/ruptimed'
}

# The socket in place of the service.
start_socket() {
	alpha_and_beta systemd
	does_manual 'To have no process while nobody asks'
	active ruptimed.socket
	no_daemon alpha
}
