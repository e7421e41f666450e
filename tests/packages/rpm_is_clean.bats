# What "make rpm" makes: the same two packages, for distributions that use RPM.
load lib

rpms() {
	client=("$build"/rpm/RPMS/*/ruptime-client-*.rpm)
	server=("$build"/rpm/RPMS/*/ruptime-server-*.rpm)
	if [ ! -e "${client[0]}" ] || [ ! -e "${server[0]}" ]; then
		echo "no packages in $build/rpm: make rpm" >&2
		return 1
	fi
}

setup_file() {
	command -v rpm >/dev/null || skip "needs rpm"
}

@test "rpmlint finds neither errors nor warnings" {
	need rpmlint
	rpms
	run -0 rpmlint -c "$top/packaging/rpm/rpmlint.toml" \
	    "$top/packaging/rpm/ruptime.spec" "$build"/rpm/RPMS/*/*.rpm \
	    "$build"/rpm/SRPMS/*.rpm
	[[ ${lines[-1]} == *" 0 errors, 0 warnings, "* ]]
}

@test "each package has its program, its page and nothing of the other" {
	rpms
	rpm -qpl "${client[0]}" >"$dir/client"
	rpm -qpl "${server[0]}" >"$dir/server"
	grep -x /usr/bin/ruptime "$dir/client"
	grep 'man1/ruptime\.1' "$dir/client"
	grep '/systemd/system/ruptime-prometheus\.timer$' "$dir/client"
	grep '/systemd/system/ruptime-prometheus\.service$' "$dir/client"
	run ! grep -E 'ruptimed|/etc/' "$dir/client"
	grep -x /usr/sbin/ruptimed "$dir/server"
	grep 'man8/ruptimed\.8' "$dir/server"
	grep '/systemd/system/ruptimed\.service$' "$dir/server"
	grep '/systemd/system/ruptimed\.socket$' "$dir/server"
	grep -x /etc/avahi/services/ruptime.service "$dir/server"
	grep '/systemd/dnssd/ruptime\.dnssd$' "$dir/server"
	run ! grep -E '/ruptime$|ruptime\.1|completion|prometheus' \
	    "$dir/server"
}

@test "the client conflicts with the other ruptime" {
	rpms
	run -0 rpm -qp --conflicts "${client[0]}"
	grep -x rwho <<<"$output"
}

# script NAME ARGUMENT: run a scriptlet of the server as rpm does, with
# /etc/services, the state and the script in $dir.
script() {
	rpm -qp --qf "%{$1}" "${server[0]}" | sed \
	    -e "s|/var/lib/ruptime-server|$dir/state|g" \
	    -e "s|/usr/share/ruptime-server/ruptime-service \([a-z]*\)|$top/packaging/services/ruptime-service \1 $dir/services|g" \
	    >"$dir/script"
	sh "$dir/script" "$2"
}

@test "the line in /etc/services comes once and goes with the package" {
	rpms
	mkdir "$dir/state"
	printf 'discard\t9/tcp\n' | tee "$dir/services" >"$dir/before"
	script POSTIN 1
	[ "$(grep -c '^ruptime .*4000/tcp' "$dir/services")" -eq 1 ]
	script POSTIN 2
	script PREUN 1
	[ "$(grep -c '^ruptime .*4000/tcp' "$dir/services")" -eq 1 ]
	script PREUN 0
	cmp "$dir/services" "$dir/before"
}

@test "a line that was there before stays" {
	rpms
	mkdir "$dir/state"
	echo 'ruptime         4000/tcp        # remote uptime' |
	    tee "$dir/services" >"$dir/before"
	script POSTIN 1
	script PREUN 0
	cmp "$dir/services" "$dir/before"
}
