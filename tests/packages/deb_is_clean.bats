# What "make deb" makes is what Debian asks of packages.
load lib

@test "lintian finds neither errors nor warnings" {
	need lintian
	run -0 lintian -EvIL +pedantic --fail-on error,warning \
	    "$build"/deb/*.changes
	run ! grep '^[EW]:' <<<"$output"
}

@test "no error of lintian's is overridden" {
	run ! ls "$top"/packaging/debian/*lintian-overrides \
	    "$top"/packaging/debian/source/lintian-overrides
}

@test "the programs are hardened" {
	need hardening-check
	for name in ruptime-client ruptime-server; do
		deb "$name"
		dpkg-deb -x "$deb" "$dir/$name"
	done
	# Its status counts what this release's compiler is not asked for.
	run hardening-check "$dir/ruptime-client/usr/bin/ruptime" \
	    "$dir/ruptime-server/usr/sbin/ruptimed"
	for what in 'Position Independent Executable' 'Stack protected' \
	    'Fortify Source functions' 'Read-only relocations' \
	    'Immediate binding'; do
		[ "$(grep -c "$what: yes" <<<"$output")" -eq 2 ]
	done
}

@test "the version is the Makefile's" {
	deb ruptime-server
	version=$(sed -n 's/^VERSION = //p' "$top/Makefile")
	[ "$(dpkg-deb -f "$deb" Version)" = "$version" ]
	grep -qx "Version: *$version" "$top/packaging/rpm/ruptime.spec"
}

# paths PACKAGE: what it brings, without directories and what all have.
paths() {
	deb "$1"
	dpkg-deb -c "$deb" | awk '$6 !~ /\/$/ { sub(/^\./, "", $6); print $6 }' |
	    grep -v '^/usr/share/doc/'
}

# Below /usr since Debian 13.
units='(/usr)?/lib/systemd/system'

@test "each package has its program, its page and nothing of the other" {
	paths ruptime-client >"$dir/client"
	paths ruptime-server >"$dir/server"
	grep -x /usr/bin/ruptime "$dir/client"
	grep -x /usr/share/man/man1/ruptime.1.gz "$dir/client"
	grep -Ex "$units/ruptime-prometheus.timer" "$dir/client"
	grep -Ex "$units/ruptime-prometheus.service" "$dir/client"
	run ! grep -E 'ruptimed|/etc/' "$dir/client"
	for path in /usr/sbin/ruptimed /usr/share/man/man8/ruptimed.8.gz \
	    "$units/ruptimed.service" \
	    "$units/ruptimed.socket" \
	    /etc/avahi/services/ruptime.service \
	    /usr/lib/systemd/dnssd/ruptime.dnssd \
	    /etc/init.d/ruptimed; do
		grep -Ex "$path" "$dir/server"
	done
	run ! grep -E '/ruptime$|ruptime\.1|completion|prometheus' \
	    "$dir/server"
}
