# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# The packages of this source and of the commit before it, and trees in which
# they are installed.

# build_debs SOURCE DIR: makes the directory.
build_debs() {
	[ ! -d "$2" ] || return 0
	DEB_BUILD_OPTIONS=nocheck sh "$1/packaging/build.sh" deb "$2.part" \
	    >"$work/build-debs.log" 2>&1 || {
		tail -n 20 "$work/build-debs.log"
		return 1
	}
	rm -f "$2.part"/*-dbgsym_*
	mv "$2.part" "$2"
}

# debs: the packages as they are now, in $work/debs.
debs() {
	build_debs "$source" "$work/debs"
}

# previous_debs: those of the commit before this, in $work/previous, with an
# older version; of this one where that had no package or was broken.
previous_debs() {
	local old=$work/old
	[ ! -d "$work/previous" ] || return 0
	mkdir -p "$old"
	git -C "$source" archive HEAD~1 2>/dev/null | tar -x -C "$old" || :
	if ! older_debs "$old"; then
		echo "HEAD~1 makes no package; taking this source's"
		rm -rf "$old"
		mkdir "$old"
		(cd "$source" && git ls-files -co --exclude-standard |
		    tar -c -T - 2>/dev/null) | tar -x -C "$old"
		older_debs "$old"
	fi
}

older_debs() {
	[ -e "$1/packaging/debian/changelog" ] || return 1
	sed -i '1s/(\(.*\))/(\1~previous)/' "$1/packaging/debian/changelog"
	build_debs "$1" "$work/previous"
}

# install_debs TREE: its services are not started there.
install_debs() {
	install_debs_of "$work/debs" "$1"
}

install_debs_of() {
	cp "$1"/*.deb "$2/root"
	printf '#!/bin/sh\nexit 101\n' >"$2/usr/sbin/policy-rc.d"
	chmod 755 "$2/usr/sbin/policy-rc.d"
	chroot "$2" sh -c 'dpkg -i /root/*.deb'
	rm -f "$2/usr/sbin/policy-rc.d" "$2"/root/*.deb
}

# installed INIT: makes the tree INIT+debs.
installed() {
	tree "$1"
	debs
	layer "$1+debs" install_debs
}

# served_by HOST [NAME]: beta, or the machine of that name, gets a whole reply.
served_by() {
	inside "${2:-beta}" ruptime "$1" | tee "$dir/reply"
	grep -Eq '^ [0-9:]+ up .* users?,  load average: [0-9., ]+$' \
	    "$dir/reply"
}

# alpha_and_beta INIT: boots alpha with the packages, and beta to ask it.
alpha_and_beta() {
	installed "$1"
	installed sysv
	boot alpha "$1+debs"
	boot beta sysv+debs
	inside beta service ruptimed stop
	join alpha beta
}

# fails COMMAND...: it does; "!" alone fails no check.
fails() {
	if "$@"; then
		echo "did not fail: $*"
		return 1
	fi
}
