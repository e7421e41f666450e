# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# What the tests of the files for init systems share, on top of
# lib_startup.bash: these files as "make install-..." puts them below
# $dir/root, for programs in $dir and options in $dir/etc.

load ../cli/lib_startup

root=$BATS_TEST_DIRNAME/../..

# install_for TARGET...: as packagers do.
install_for() {
	local target
	for target; do
		make -s -C "$root" BUILD="$dir/build" WITH_SYSTEMD=yes \
		    DESTDIR="$dir/root" SBINDIR="$dir" SYSCONFDIR="$dir/conf" \
		    UNITDIR=/units "$target"
	done
	init=$dir/root$dir/conf/init.d/ruptimed
	units=$dir/root/units
}

# options TEXT: what the administrator has written.
options() {
	mkdir -p "$dir/conf/default"
	printf 'RUPTIMED_OPTS="%s"\n' "$1" >"$dir/conf/default/ruptimed"
}
