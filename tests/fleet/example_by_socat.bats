# ruptimed(8), EXAMPLES: "Have socat(1) start one for each client where there is
# no inetd.  With nofork its standard input is the client's own socket; without,
# it is one of socat's, which counts as a Unix socket, so that -A would let
# everybody ask".
load lib_example

# by_socat FROM TO: the example, with that change; sets commands and shown.  It
# is asked until socat listens, and ended with the lab.
by_socat() {
	need socat
	status=0
	example 'Have socat(1) start one' ruptimed.8
	commands=${commands/ruptime /ruptime -w -T 60 }
	commands=${commands/"$1"/"$2"}$'\nstatus=$?; kill $!; exit $status'
	rm "$dir"/*.uptime
	mkdir "$dir/sbin"
	ln -s "$ruptimed" "$dir/sbin/ruptimed"
	printf '#!/bin/sh\necho "%s"\n' "$shown" >"$dir/uptime"
	chmod 755 "$dir/uptime"
	cat >"$dir/hook" <<-EOT
	mount --bind '$dir/sbin' /usr/local/sbin
	mount --bind '$dir/uptime' "$(command -v uptime)"
	EOT
}

@test "as it stands there" {
	by_socat
	lab
	[ "$status" -eq 0 ]
}

@test "where the kernel lacks IPv6" {
	by_socat TCP6-LISTEN:4000,ipv6only=0 TCP-LISTEN:4000
	lab
	[ "$status" -eq 0 ]
}

@test "with nofork -A applies" {
	by_socat ruptimed\ -i 'ruptimed -i -A 192.0.2.0/24'
	shown=
	lab
	[ "$status" -eq 1 ]
	grep -q 'denied: 10.0.0.10:4000' "$dir/told"
}

@test "without nofork everybody may ask" {
	by_socat "ruptimed -i',nofork" "ruptimed -i -A 192.0.2.0/24'"
	lab
	[ "$status" -eq 0 ]
}
