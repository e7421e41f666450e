# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# The packages of this source and of the commit before it, and trees in which
# they are installed.

# build_debs SOURCE DIR: makes the directory; fails at once if it has failed.
build_debs() {
	local build=build_debs_here
	[ ! -d "$2" ] || return 0
	[ ! -e "$2.failed" ] || return 1
	[ "$release" = "$host_release" ] || build=build_debs_there
	"$build" "$1" "$2.part" >"$work/build-debs.log" 2>&1 || {
		tail -n 20 "$work/build-debs.log"
		touch "$2.failed"
		return 1
	}
	rm -f "$2.part"/*-dbgsym_*
	mv "$2.part" "$2"
}

build_debs_here() {
	DEB_BUILD_OPTIONS=nocheck sh "$1/packaging/build.sh" deb "$2"
}

# In a tree of that release, which has what the README says, and with a compiler
# whose warnings nobody would see otherwise.
build_debs_there() {
	local shown=$work/building
	# shellcheck disable=SC2046 # a list of words
	tree_of building $(named_for_building) || return 1
	mkdir -p "$shown" "$shown.upper" "$shown.work"
	overlay "$work/trees/building" "$shown.upper" "$shown.work" "$shown"
	mkdir "$shown/root/source"
	copy_source "$1" "$shown/root/source"
	# shellcheck disable=SC2016 # for the shell inside
	unshare -m sh -ec 'mount -t proc proc "$1/proc"
	    DEB_BUILD_OPTIONS=nocheck DEB_CFLAGS_APPEND=-Werror LC_ALL=C.UTF-8 \
	    chroot "$1" make -C /root/source deb' sh "$shown" || return 1
	mv "$shown/root/source/build/deb" "$2"
	umount "$shown"
	rm -rf "$shown.upper" "$shown.work"
}

# What the README has installed before "make deb".
named_for_building() {
	"$here/readme.sh" -n 'From Debian packages' |
	    sed -n '/^apt-get install -y [^.]/{s/.* -y //p;q;}'
}

# copy_source FROM TO: what git has there or would take, or all of it.
copy_source() {
	if [ -e "$1/.git" ]; then
		(cd "$1" && git ls-files -co --exclude-standard |
		    tar -c -T - 2>/dev/null) | tar -x -C "$2"
	else
		tar -C "$1" -c . | tar -x -C "$2"
	fi
}

# needed_packages: what ours depend on.
needed_packages() {
	local deb
	for deb in "$work"/debs/*.deb; do
		dpkg-deb -f "$deb" Pre-Depends Depends
	done | sed 's/^[A-Z][A-Za-z-]*://; s/([^)]*)//g; s/|[^,]*//g; s/,/ /g' |
	    xargs -n 1 | sort -u
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
		rm -rf "$old" "$work/previous.failed"
		mkdir "$old"
		copy_source "$source" "$old"
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
