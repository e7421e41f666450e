# SECURITY.md: "The unit leaves nothing to the daemon that it does not need
# ... systemd-analyze security gives it 1.5 or less".  What systemd does of it
# on a machine that has booted is tested in tests/system.
bats_require_minimum_version 1.5.0

setup() {
	command -v systemd-analyze >/dev/null || skip "needs systemd-analyze"
	units=$BATS_TEST_TMPDIR/units
	mkdir "$units"
	for unit in "$BATS_TEST_DIRNAME"/../../packaging/systemd/*.service; do
		sed 's|@BINDIR@|/usr/bin|g; s|@SBINDIR@|/usr/sbin|g
		    s|@SYSCONFDIR@|/etc|g' "$unit" \
		    >"$units/${unit##*/}"
	done
}

# each_service COMMAND...: with the path of the unit at its end.
each_service() {
	local unit
	for unit in "$units"/*.service; do
		"$@" "$unit" || { echo "failed: ${unit##*/}" >&2; return 1; }
	done
}

@test "systemd rates each service 1.5 or better" {
	systemd-analyze security --help | grep -q -- --offline ||
	    skip "needs a systemd-analyze that reads units offline"
	each_service systemd-analyze --no-pager security --offline=true \
	    --threshold=15
}

has_what_security_names() {
	local line
	for line in DynamicUser=yes CapabilityBoundingSet= NoNewPrivileges=yes \
	    PrivateDevices=yes ProtectSystem=strict ProtectHome=yes \
	    RestrictNamespaces=yes MemoryDenyWriteExecute=yes \
	    'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX' \
	    SystemCallFilter=@system-service; do
		grep -qxF -- "$line" "$1" || { echo "without $line"; return 1; }
	done
}

@test "each service has what SECURITY.md names" {
	each_service has_what_security_names
}
