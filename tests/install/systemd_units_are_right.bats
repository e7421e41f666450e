# ruptimed(8): "systemd-analyze verify has nothing to say of these units, and
# systemd-analyze security gives the services 1.5 or less".
load lib_init

make_units() {
	need systemd-analyze make
	install_for install-systemd
	cd "$units"
}

@test "systemd-analyze verify is silent" {
	make_units
	mkdir -p "$dir/man/man8"
	cp "$root/man/ruptimed.8" "$dir/man/man8"
	MANPATH=$dir/man run -0 systemd-analyze verify ./ruptimed.service \
	    ./ruptimed.socket ./ruptimed@.service
	[ -z "$output" ]
	# Where the client would be installed there is none.
	sed -i "s|^ExecStart=[^ ]*/ruptime |ExecStart=$ruptime |" \
	    ruptime-prometheus.service
	mkdir -p "$dir/man/man1"
	cp "$root/man/ruptime.1" "$dir/man/man1"
	MANPATH=$dir/man run -0 systemd-analyze verify \
	    ./ruptime-prometheus.service ./ruptime-prometheus.timer
	[ -z "$output" ]
}

# ruptime(1): "the timer asks each minute, as a user of its own".
@test "the example for Prometheus is installed as the manual has it" {
	make_units
	grep -qx 'WantedBy=timers.target' ruptime-prometheus.timer
	grep -qx 'OnUnitActiveSec=60' ruptime-prometheus.timer
	grep -qx 'DynamicUser=yes' ruptime-prometheus.service
	grep -qx 'StateDirectory=ruptime-prometheus' ruptime-prometheus.service
	grep -q '^ExecStart=.*/ruptime -f .*/ruptime/hosts -o prometheus -O /run/ruptime-prometheus/ruptime.prom$' \
	    ruptime-prometheus.service
	grep -q '/run/ruptime-prometheus/ruptime.prom' "$root/man/ruptime.1"
	run -1 grep -h @BINDIR@ ./*
}

@test "systemd-analyze security gives 1.5 or less" {
	make_units
	for unit in ruptimed.service ruptimed@.service \
	    ruptime-prometheus.service; do
		run systemd-analyze security --no-pager --offline=yes \
		    --threshold=15 "./$unit"
		[[ $output != *'nrecognized option'* ]] || skip "needs systemd 250"
		echo "${lines[-1]}"
		[ "$status" -eq 0 ]
	done
}

# The command's shell would end with it, and the clients that wait with an error.
@test "only the daemon is told to stop" {
	make_units
	grep -qx KillMode=mixed ruptimed.service
}

# Not one that was forgotten in the other.
@test "both services are confined alike" {
	make_units
	for unit in ruptimed.service ruptimed@.service \
	    ruptime-prometheus.service; do
		sed -n '/^CapabilityBoundingSet=/,/^UMask=/p' "$unit" \
		    >"$dir/$unit"
	done
	[ -s "$dir/ruptimed.service" ]
	cmp "$dir/ruptimed.service" "$dir/ruptimed@.service"
	# But that what it writes is for another user.
	diff <(grep -v ^UMask "$dir/ruptimed.service") \
	    <(grep -v '^UMask\|^#' "$dir/ruptime-prometheus.service")
}

@test "reload is not offered" {
	make_units
	run -1 grep -h ExecReload ./*
}

@test "the journal has them by the name of the program, not of the shell" {
	make_units
	grep -qx SyslogIdentifier=ruptimed ruptimed.service
	grep -qx SyslogIdentifier=ruptimed ruptimed@.service
}

# With a client at the socket it would be started again without a pause.
@test "no failure is exempt from the pause before the next start" {
	make_units
	run -1 grep RestartPrevent ruptimed.service
	grep -qx Restart=on-failure ruptimed.service
	grep -qx RestartSec=2 ruptimed.service
	grep -qx StartLimitIntervalSec=0 ruptimed.service
}

@test "the watchdog bites after 30 seconds" {
	make_units
	grep -qx WatchdogSec=30 ruptimed.service
}

@test "no place is left to fill in, and all is where it belongs" {
	make_units
	run -1 grep @SBINDIR@ ./*
	run -1 grep @SYSCONFDIR@ ./*
	grep -q "exec $dir/ruptimed -f" ruptimed.service
	grep -q "^EnvironmentFile=-$dir/conf/default/ruptimed$" ruptimed.service
}

@test "the socket's port is that of the programs" {
	make_units
	grep -qx ListenStream=4000 ruptimed.socket
}

# A port alone is one socket of IPv6, or of IPv4 where there is no IPv6, see
# systemd.socket(5); "both" has it take IPv4 whatever the machine's default.
@test "it listens on both families, or on IPv4 where there is no IPv6" {
	make_units
	grep -qx BindIPv6Only=both ruptimed.socket
	[ "$(grep -c ^Listen ruptimed.socket)" -eq 1 ]
}

# manual_lines: IPAddress... in the manual's display.
manual_lines() {
	sed -n '/^IPAddress/p' "$root/man/ruptimed.8"
}

@test "both units take the lines of the manual, and come without" {
	make_units
	run -1 grep IPAddress ./*
	[ "$(manual_lines | wc -l)" -eq 3 ]
	manual_lines >lines
	sed -i '/^\[Service\]$/r lines' ruptimed.service
	sed -i '/^\[Socket\]$/r lines' ruptimed.socket
	[ "$(grep -hc ^IPAddress ruptimed.service ruptimed.socket)" = $'3\n3' ]
	mkdir -p "$dir/man/man8"
	cp "$root/man/ruptimed.8" "$dir/man/man8"
	MANPATH=$dir/man run -0 systemd-analyze verify ./ruptimed.service \
	    ./ruptimed.socket
	[ -z "$output" ]
}

@test "without libsystemd there are none" {
	need make
	run -2 make -s -C "$root" BUILD="$dir/build" WITH_SYSTEMD=no \
	    DESTDIR="$dir/root" UNITDIR=/units install-systemd
	[[ $output == *"the unit needs a ruptimed built with libsystemd"* ]]
	[ ! -e "$dir/root/units" ]
}
