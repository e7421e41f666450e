# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2154
# systemd as PID 1, and the service that is up all the time.

serves_another_machine() {
	start_service
	served_by alpha
	served_by alpha6
	served_by localhost alpha
	journal_has 'listening on 0.0.0.0:4000'
	journal_has 'listening on \[::\]:4000'
	journal_has '^Started .*ruptimed\|^Started .*[Rr]emote uptime'
}

# StatusText is what "systemctl status" shows as Status.
shows_counters() {
	start_service WatchdogSec=2
	served_by alpha
	wait_until status_has 'accepted 1, answered 1'
	inside alpha systemctl status --no-pager ruptimed.service |
	    grep -q 'Status: .*accepted 1'
}

status_has() {
	unit StatusText | grep -q "$1"
}

survives_kill() {
	local before
	start_service
	before=$(main_pid)
	inside alpha kill -KILL "$before"
	wait_until restarted "$before"
	served_by alpha
	unit_is NRestarts 1
}

watchdog_bites() {
	local before
	start_service WatchdogSec=2
	before=$(main_pid)
	inside alpha kill -STOP "$before"
	wait_until restarted "$before"
	journal_has 'Watchdog timeout'
	served_by alpha
}

# A command that ends when the file is there.
slow_command="until test -e /run/go; do sleep 0.05; done; uptime"

answers_before_it_stops() {
	local pid
	start_slow_service
	background inside beta ruptime -T 60 alpha
	wait_until journal_has 'run 2 starts'
	inside alpha systemctl stop --no-block ruptimed.service
	wait_until journal_has 'stopping, 1 clients\? wait'
	inside alpha touch /run/go
	wait "$pid"
	grep -q 'load average' "$out"
	wait_until inactive
	unit_is Result success
	no_daemon alpha
}

start_slow_service() {
	alpha_and_beta systemd
	drop_in ExecStart= \
	    "ExecStart=/usr/sbin/ruptimed -f -v -a 0 -t 30 -c '$slow_command'"
	inside alpha touch /run/go
	inside alpha systemctl restart ruptimed.service
	inside alpha rm /run/go
}

comes_back() {
	start_service
	inside alpha systemctl is-enabled ruptimed.service
	reboot_machine alpha
	join alpha beta
	wait_until active
	served_by alpha
	inside alpha systemctl disable ruptimed.service
	reboot_machine alpha
	inactive
	no_daemon alpha
}

is_there_always() {
	alpha_and_beta systemd
	inside alpha systemctl disable --now ruptimed.service
	no_daemon alpha
	does_manual 'To have the daemon there always'
	active
	inside alpha systemctl is-enabled ruptimed.service
	served_by alpha
}

offers_no_reload() {
	start_service
	unit_is CanReload no
	fails inside alpha systemctl reload ruptimed.service
	active
}

takes_manuals_options() {
	start_service
	does_manual 'keeps a daemon that the socket has started'
	served_by alpha
	inside alpha cat "/proc/$(main_pid)/cmdline" | tr '\0' ' ' |
	    grep -q -e '-A local -A 192.0.2.0/24'
}

# A client that may not ask makes a line; its priority is not in its text.
has_priorities() {
	start_service ExecStart= \
	    'ExecStart=/usr/sbin/ruptimed -f -v -A 127.0.0.0/8'
	fails inside beta ruptime alpha
	served_by localhost alpha
	journal_has '10.74.0.2.*access denied'
	journal -p debug..debug | grep -q 'answered by run'
	fails info_has "answered by run"
	info_has "listening on"
	fails journal_has '^<'
}

# In place of a tunnel's address, that of the cable comes and goes.
waits_for_an_address() {
	local before
	start_service
	beside alpha ip addr del 10.74.0.1/24 dev eth0
	options '-l 10.74.0.1 -A 10.74.0.0/24'
	inside alpha systemctl restart ruptimed.service || :
	wait_until journal_has '10.74.0.1:4000: Cannot assign requested address'
	fails active
	beside alpha ip addr add 10.74.0.1/24 dev eth0
	wait_until active
	served_by alpha
	before=$(main_pid)
	beside alpha ip addr del 10.74.0.1/24 dev eth0
	fails inside beta ruptime -T 1 -R 0 alpha
	beside alpha ip addr add 10.74.0.1/24 dev eth0
	served_by alpha
	[ "$(main_pid)" = "$before" ]
}

check "systemd: the packages' service serves another machine" \
    serves_another_machine
check "systemd: systemctl status shows the counters" shows_counters
check "systemd: a killed daemon is started again" survives_kill
check "systemd: the watchdog ends a daemon that hangs" watchdog_bites
check "systemd: stop answers who waits" answers_before_it_stops
check "systemd: to have it there always, as the manual says" is_there_always
check "systemd: the service is back after a reboot, if enabled" comes_back
check "systemd: reload is not offered" offers_no_reload
check "systemd: options, as the manual says" takes_manuals_options
check "systemd: the journal has priorities" has_priorities
check "systemd: waits for an address that comes later" waits_for_an_address
