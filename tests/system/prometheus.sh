# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2154
# The client's example for Prometheus: a timer, a dynamic user who remembers,
# and a file that another user, the collector, reads.

collector=/var/lib/prometheus/node-exporter

# prometheus_manual: what the client's manual says of it.
prometheus_manual() {
	awk '/^The same by systemd/ { found = 1 }
	    found && /^\.Bd/ { show = 1; next }
	    show && /^\.Ed/ { exit }
	    show' "$source/man/ruptime.1" | sed 's/^# //'
}

# exported LINE: whoever is not root can read it where the collector looks.
exported() {
	inside alpha setpriv --reuid 65534 --regid 65534 --clear-groups \
	    cat "$collector/ruptime.prom" | tee "$dir/prom" | grep -q -- "$1"
}

exports() {
	alpha_and_beta systemd
	inside beta service ruptimed start
	inside alpha sh -c "mkdir -p /etc/ruptime $collector
	    echo 'localhost beta 10.74.0.1:1' >/etc/ruptime/hosts"
	prometheus_manual >"$dir/manual"
	cat "$dir/manual"
	[ "$(wc -l <"$dir/manual")" -eq 2 ]
	inactive ruptime-prometheus.timer
	inside alpha sh -ex <"$dir/manual"
	wait_until exported '^ruptime_up{host="beta"} 1$'
	exported '^ruptime_up{host="10.74.0.1:1"} 0$'
	exported '^ruptime_last_up_timestamp_seconds{host="beta"} [0-9]*$'
	last=$(grep '^ruptime_last_up.*beta' "$dir/prom")
	# It remembers, by itself, and nobody else reads that.
	inside beta service ruptimed stop
	inside alpha systemctl start ruptime-prometheus.service
	exported '^ruptime_up{host="beta"} 0$'
	exported "^$last$"
	# shellcheck disable=SC2016 # for the shell inside
	inside alpha sh -ec 'cd /var/lib/private/ruptime-prometheus
	    test "$(stat -c %a seen)" = 600
	    test "$(stat -c %u seen)" != 0
	    test "$(ls -A /run/ruptime-prometheus)" = ruptime.prom'
	unit_is Result success ruptime-prometheus.service
	# It leaves nothing, least of all figures that stay as they are.
	inside alpha dpkg -P ruptime-client
	inside alpha sh -c 'find /run /etc /var/lib/private /var/lib/ruptime* \
	    -name "ruptime-p*"' >"$dir/left" || :
	inside alpha systemctl list-units --all --no-legend 'ruptime-p*' \
	    >>"$dir/left"
	cat "$dir/left"
	[ ! -s "$dir/left" ]
}

check "Prometheus: a timer, and what the collector reads" exports
