# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2154
# System V init as PID 1, and the LSB script.

pidfile=/run/ruptimed/ruptimed.pid

# script_says STATUS ACTION [MACHINE]: the script's exit status.
script_says() {
	local status=0
	inside "${3:-alpha}" /etc/init.d/ruptimed "$2" || status=$?
	[ "$status" -eq "$1" ] || {
		echo "$2: exit status $status, not $1"
		return 1
	}
}

pid_on_alpha() {
	inside alpha cat "$pidfile"
}

script_through_its_life() {
	local before
	alpha_and_beta sysv
	script_says 0 status
	served_by alpha
	served_by alpha6
	before=$(pid_on_alpha)
	script_says 0 start
	[ "$(pid_on_alpha)" = "$before" ]
	script_says 0 restart
	[ "$(pid_on_alpha)" != "$before" ]
	before=$(pid_on_alpha)
	script_says 0 force-reload
	[ "$(pid_on_alpha)" != "$before" ]
	before=$(pid_on_alpha)
	script_says 0 try-restart
	[ "$(pid_on_alpha)" != "$before" ]
	served_by alpha
	script_says 0 stop
	no_daemon alpha
	script_says 3 status
	script_says 0 stop
	script_says 0 try-restart
	no_daemon alpha
	script_says 2 no-such-action
	script_says 0 start
	served_by alpha
}

script_reads_options() {
	alpha_and_beta sysv
	options '-A 127.0.0.0/8'
	script_says 0 restart
	fails inside beta ruptime alpha
	served_by localhost alpha
	options '--no-such-option'
	script_says 0 stop
	fails script_says 0 start
	no_daemon alpha
}

starts_in_order() {
	installed sysv
	boot alpha sysv+debs
	inside alpha sh -c 'cd /etc && ls -d rc?.d/*ruptimed' >"$dir/links"
	cat "$dir/links"
	grep -c 'rc[2345].d/S' "$dir/links" | grep -qx 4
	grep -c 'rc[016].d/K' "$dir/links" | grep -qx 3
	inside alpha insserv -n -v ruptimed 2>&1 | tee "$dir/insserv"
	fails grep -i 'warning\|loop\|error' "$dir/insserv"
}

boots_and_shuts_down() {
	alpha_and_beta sysv
	served_by alpha
	reboot_machine alpha
	sed -n '/Will now restart/,$p' "$dir/alpha.console" |
	    grep -aq 'Starting ruptimed'
	join alpha beta
	served_by alpha
	script_says 0 status
	power_off alpha
	sed -n '/Starting ruptimed/,$p' "$dir/alpha.console" |
	    grep -aq 'Stopping ruptimed'
}

disabled_does_not_boot() {
	installed sysv
	boot alpha sysv+debs
	inside alpha update-rc.d ruptimed disable
	reboot_machine alpha
	no_daemon alpha
	script_says 3 status
}

# A killed daemon leaves the file; it is in nobody's way.
stale_pid_file() {
	installed sysv
	boot alpha sysv+debs
	inside alpha kill -KILL "$(pid_on_alpha)"
	wait_until no_daemon alpha
	inside alpha test -s "$pidfile"
	script_says 1 status
	script_says 0 stop
	script_says 0 start
	script_says 0 status
	served_by localhost alpha
}

# Another program got its number meanwhile: that is not touched.
foreign_pid_file() {
	local other
	installed sysv
	boot alpha sysv+debs
	inside alpha kill -KILL "$(pid_on_alpha)"
	wait_until no_daemon alpha
	inside alpha sh -c 'sleep 1000 >/dev/null 2>&1 & echo $!' >"$dir/other"
	other=$(cat "$dir/other")
	inside alpha sh -c "echo $other >$pidfile"
	script_says 1 status
	script_says 0 stop
	inside alpha kill -0 "$other"
	script_says 0 restart
	inside alpha kill -0 "$other"
	script_says 0 status
	served_by localhost alpha
}

check "sysv: the script through its life, with LSB's exit codes" \
    script_through_its_life
check "sysv: options are read from /etc/default" script_reads_options
check "sysv: insserv puts it in order" starts_in_order
check "sysv: up after boot, stopped at shutdown" boots_and_shuts_down
check "sysv: what is disabled is not started" disabled_does_not_boot
check "sysv: a stale pid file is in nobody's way" stale_pid_file
check "sysv: a pid file that names another program" foreign_pid_file
