# ruptimed(8): "make uninstall removes what each of them has installed, but for
# options that were changed".
load lib_init

# files: all there are below the place where it was installed.
files() {
	(cd "$dir/root" && find . -type f | sort)
}

make_place() {
	need make
	ldd "$ruptimed" | grep -q libsystemd || skip "built without libsystemd"
	mkdir -p "$dir/root$dir/conf"
	printf 'discard 9/tcp\n' >"$dir/root$dir/conf/services"
	before=$(files)
}

@test "of each init system" {
	make_place
	for system in systemd sysv openrc dnssd services; do
		install_for "install-$system"
		[ "$system" = services ] || [ "$(files)" != "$before" ]
		install_for uninstall
		[ "$(files)" = "$before" ]
		[ "$(cat "$dir/root$dir/conf/services")" = 'discard 9/tcp' ]
	done
}

@test "options that the administrator has written stay" {
	make_place
	install_for install-systemd install-sysv install-openrc
	echo RUPTIMED_OPTS=-v >"$dir/root$dir/conf/default/ruptimed"
	echo RUPTIMED_OPTS=-4 >"$dir/root$dir/conf/conf.d/ruptimed"
	install_for install-systemd install-sysv install-openrc uninstall
	grep -qx RUPTIMED_OPTS=-v "$dir/root$dir/conf/default/ruptimed"
	grep -qx RUPTIMED_OPTS=-4 "$dir/root$dir/conf/conf.d/ruptimed"
	[ "$(files | wc -l)" -eq 3 ]
}

@test "make install-services adds the line, uninstall-services removes it" {
	make_place
	install_for install-services
	grep -qx 'ruptime         4000/tcp        # remote uptime' \
	    "$dir/root$dir/conf/services"
	install_for install-services uninstall-services
	[ "$(cat "$dir/root$dir/conf/services")" = 'discard 9/tcp' ]
}

@test "make help names each of them" {
	for target in systemd sysv openrc dnssd services; do
		make -s -C "$root" help | grep -q "^install-$target "
	done
}
