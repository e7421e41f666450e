# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2154
# OpenRC, started by System V init as Debian has it, and the service that
# make install-openrc installs.

install_by_make() {
	make -s -C "$source" BUILD="$build" PREFIX=/usr DESTDIR="$1" \
	    install-programs install-openrc
	chroot "$1" rc-update add ruptimed default
}

openrc_machine() {
	tree openrc
	layer openrc+made install_by_make
	boot alpha openrc+made
}

# service_says STATUS ACTION
service_says() {
	local status=0
	inside alpha rc-service --nocolor ruptimed "$2" || status=$?
	[ "$status" -eq "$1" ] || {
		echo "$2: exit status $status, not $1"
		return 1
	}
}

rc_status_has() {
	inside alpha rc-status --nocolor default | tee "$dir/rc" |
	    grep -q "ruptimed .*$1"
}

service_through_its_life() {
	local before
	openrc_machine
	service_says 0 status
	rc_status_has started
	served_by localhost alpha
	before=$(pid_on_alpha)
	service_says 0 start
	[ "$(pid_on_alpha)" = "$before" ]
	service_says 0 restart
	[ "$(pid_on_alpha)" != "$before" ]
	served_by localhost alpha
	service_says 0 stop
	no_daemon alpha
	service_says 3 status
	rc_status_has stopped
	service_says 0 start
	served_by localhost alpha
	inside alpha kill -KILL "$(pid_on_alpha)"
	wait_until no_daemon alpha
	service_says 32 status
	service_says 0 restart
	served_by localhost alpha
}

conf_d_is_read() {
	openrc_machine
	inside alpha sh -c \
	    'echo "RUPTIMED_OPTS=\"-A 192.0.2.0/24\"" >/etc/conf.d/ruptimed'
	service_says 0 restart
	fails inside alpha ruptime localhost
}

openrc_boots_and_shuts_down() {
	openrc_machine
	reboot_machine alpha
	rc_status_has started
	served_by localhost alpha
	inside alpha rc-update del ruptimed default
	reboot_machine alpha
	no_daemon alpha
	service_says 0 start
	power_off alpha
	tail -n 60 "$dir/alpha.console" | grep -aq 'Stopping.*ruptimed'
}

openrc_leaves_others_alone() {
	local other
	openrc_machine
	inside alpha kill -KILL "$(pid_on_alpha)"
	wait_until no_daemon alpha
	inside alpha sh -c 'sleep 1000 >/dev/null 2>&1 & echo $!' >"$dir/other"
	other=$(cat "$dir/other")
	inside alpha sh -c "echo $other >$pidfile"
	inside alpha rc-service ruptimed stop || :
	inside alpha kill -0 "$other"
	inside alpha rc-service ruptimed zap
	service_says 0 start
	inside alpha kill -0 "$other"
	served_by localhost alpha
}

check "openrc: the service through its life" service_through_its_life
check "openrc: options are read from /etc/conf.d" conf_d_is_read
check "openrc: up after boot, stopped at shutdown" openrc_boots_and_shuts_down
check "openrc: a pid file that names another program" \
    openrc_leaves_others_alone
