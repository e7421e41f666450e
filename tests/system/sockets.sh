# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2154
# systemd as PID 1, and a socket that starts the service when somebody asks.

comes_and_goes() {
	start_socket
	options --idle-exit=1
	for _ in 1 2; do
		served_by alpha
		served_by alpha6
		wait_until inactive
		no_daemon alpha
		unit_is Result success
	done
	journal_has 'idle for 1 s, leaving'
	unit_is NRestarts 0
	active ruptimed.socket
}

# A minute is not waited for: what counts is that the option is there.
leaves_by_default() {
	local pid
	start_socket
	served_by alpha
	active
	pid=$(main_pid)
	inside alpha cat "/proc/$pid/cmdline" | tr '\0' '\n' |
	    grep -q '^--idle-exit=60$'
	inside alpha systemctl restart ruptimed.service
	active
	inside alpha systemctl stop ruptimed.socket ruptimed.service
	inside alpha systemctl start ruptimed.service
	pid=$(main_pid)
	inside alpha cat "/proc/$pid/cmdline" | tr '\0' '\n' >"$dir/line"
	fails grep idle-exit "$dir/line"
}

# stays: the daemon that runs is one that does not leave.
stays() {
	local line
	active || return
	line=$(inside alpha cat "/proc/$(main_pid)/cmdline" | tr '\0' ' ')
	[[ $line = *ruptimed*' -f'* && $line != *idle-exit* ]]
}

goes_back_to_the_service() {
	start_socket
	served_by alpha
	active
	does_manual 'To have the daemon there always'
	stays
	fails active ruptimed.socket
	served_by alpha
	does_manual 'To have no process while nobody asks'
	active ruptimed.socket
	no_daemon alpha
	served_by alpha
	fails stays
}

# Some seconds in place of the minute.
make_impatient() {
	inside alpha sh -c 'sed s/--idle-exit=60/--idle-exit=3/ \
	    /lib/systemd/system/ruptimed.service \
	    >/etc/systemd/system/ruptimed.service && systemctl daemon-reload'
}

stays_where_enabled() {
	local order
	start_socket
	make_impatient
	for order in 'disable --now ruptimed.socket/enable --now ruptimed.service' \
	    'enable --now ruptimed.service/disable --now ruptimed.socket'; do
		inside alpha systemctl enable --now ruptimed.socket
		served_by alpha
		fails stays
		# shellcheck disable=SC2086
		inside alpha systemctl ${order%/*}
		# shellcheck disable=SC2086
		inside alpha systemctl ${order#*/}
		wait_until stays
		fails active ruptimed.socket
		served_by alpha
		inside alpha systemctl disable --now ruptimed.service
		no_daemon alpha
		unit_is Result success
	done
	inside alpha systemctl enable --now ruptimed.socket
	inside alpha systemctl enable ruptimed.service
	served_by alpha
	stays
}

is_there_after_boot() {
	start_socket
	reboot_machine alpha
	join alpha beta
	active ruptimed.socket
	no_daemon alpha
	served_by alpha
}

# many_clients OPTION...: from beta's side of the cable; in the background.
many_clients() {
	local leader
	leader=$(leader beta)
	background nsenter -t "$leader" -n -- "$build/tools/swarm" "$@" \
	    10.74.0.1 4000
	swarm=$pid result=$out
}

# all_served FILE N: every one of them had a good reply.
all_served() {
	all_told "$1"
	counts "$1" clients="$2" replied="$2" error=0
}

refuses_nobody() {
	local n=4000
	start_socket
	many_clients -n "$n" -c 20 -d 5
	for _ in 1 2 3 4 5; do
		inside alpha systemctl restart ruptimed.service
	done
	fails gone "$swarm"
	wait "$swarm"
	all_served "$result" "$n"
}

serves_one_each() {
	alpha_and_beta systemd
	does_manual 'To have no daemon at all'
	no_daemon alpha
	served_by alpha
	served_by alpha6
	wait_until no_daemon alpha
	options '-A 127.0.0.0/8'
	fails inside beta ruptime alpha 2>"$dir/denied"
	grep 'denied' "$dir/denied"
	wait_until no_daemon alpha
	inside alpha systemctl --failed --no-legend >"$dir/failed"
	fails grep ruptimed "$dir/failed"
}

# Who waits at the socket is answered as soon as the options are right.
recovers_from_bad_options() {
	start_socket
	options --no-such-option
	background inside beta ruptime -T 60 alpha
	wait_until journal_has 'no-such-option: unknown'
	wait_until tried_again
	fails gone "$pid"
	options ''
	wait "$pid"
	grep 'load average' "$out"
	active
}

tried_again() {
	[ "$(journal | grep -c 'no-such-option: unknown')" -ge 2 ]
}

serves_another_port() {
	start_socket
	does_manual "Another port is the socket unit's"
	served_by alpha:4001
	fails inside beta ruptime -R 0 alpha
}

# alpha_address add | del: on the cable, in place of a tunnel.
alpha_address() {
	beside alpha ip addr "$1" 10.74.0.1/24 dev eth0
}

listens_at_a_later_address() {
	alpha_and_beta systemd
	alpha_address del
	does_manual 'And so is another address'
	active ruptimed.socket
	no_daemon alpha
	alpha_address add
	served_by alpha
	alpha_address del
	fails inside beta ruptime -T 1 -R 0 alpha
	active ruptimed.socket
	alpha_address add
	served_by alpha
	reboot_machine alpha
	active ruptimed.socket
	join alpha beta
	served_by alpha
}

check "socket: started by the first client, gone when idle" comes_and_goes
check "socket: only a daemon that can be started again leaves" \
    leaves_by_default
check "socket: and back to the service, as the manual says" \
    goes_back_to_the_service
check "socket: a service that is enabled stays, in whatever order" \
    stays_where_enabled
check "socket: listens after boot without a daemon" is_there_after_boot
check "socket: nobody is refused while the service is restarted" \
    refuses_nobody
check "socket: Accept=yes, a process for each client" serves_one_each
check "socket: who waits is answered once the options are right" \
    recovers_from_bad_options
check "socket: another port, as the manual says" serves_another_port
check "socket: at an address that comes later and goes, as the manual says" \
    listens_at_a_later_address
