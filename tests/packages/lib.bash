# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# shellcheck disable=SC2034 # the tests use what is set here
# What the tests of the packages share.  "make deb" and "make rpm" come first;
# what needs another system is done in a tree of a small Debian, with a network
# and processes of its own, that is thrown away.

top=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
build=$(cd "${BUILD:-$top/build}" && pwd)
# What is made once: a tree of the system that this one is.
cache=${RUPTIME_CACHE:-/var/tmp/ruptime-tests}

bats_require_minimum_version 1.5.0

setup() {
	dir=$(mktemp -d "${TMPDIR:-/tmp}/ruptime-packages.XXXXXX")
	chmod 755 "$dir"
}

teardown() {
	rm -rf --one-file-system "$dir"
}

need() {
	command -v "$1" >/dev/null || skip "needs $1"
}

# deb NAME: sets deb, the package of that name.
deb() {
	local found=("$build/deb/$1"_*.deb)
	if [ "${#found[@]}" -ne 1 ] || [ ! -e "${found[0]}" ]; then
		echo "not one $1 in $build/deb: make deb" >&2
		return 1
	fi
	deb=${found[0]}
}

# What our packages need from Debian.
needed_packages() {
	local name
	for name in ruptime-client ruptime-server; do
		deb "$name" || return 1
		dpkg-deb -f "$deb" Pre-Depends Depends
	done | sed 's/^[A-Z][A-Za-z-]*://; s/([^)]*)//g; s/|[^,]*//g; s/,/ /g' |
	    xargs -n 1 | sort -u | paste -sd,
}

# Sets base, an archive of such a tree with what our packages need in it.
make_base() {
	local codename mirror packages new
	packages=$(needed_packages)
	codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
	base=$cache/$codename-$(echo "$packages" | cksum | tr -d ' ').tar
	[ ! -s "$base" ] || return 0
	mirror=$(sed -n 's/^URIs: *//p; s/^deb \([^[]\S*\).*/\1/p' \
	    /etc/apt/sources.list.d/*.sources /etc/apt/sources.list \
	    2>/dev/null | head -n 1)
	mkdir -p "$cache"
	new=$(mktemp -d "$cache/new.XXXXXX")
	if debootstrap --variant=minbase --include="$packages,iproute2" \
	    "$codename" "$new/tree" ${mirror:+"$mirror"} >"$new/log" 2>&1; then
		rm -f "$new/tree"/var/cache/apt/archives/*.deb
		# One of each release is kept.
		tar -C "$new/tree" -cf "$new/tar" . &&
		    rm -f "$cache/$codename"-*.tar && mv "$new/tar" "$base"
	else
		tail -n 5 "$new/log" >&2
	fi
	rm -rf --one-file-system "$new"
	[ -s "$base" ]
}

# make_tree: sets tree, such a system with our packages in its /root.
make_tree() {
	local name
	[ "$(id -u)" -eq 0 ] || skip "needs root"
	need debootstrap
	need dpkg-deb
	unshare -mnpf true 2>/dev/null || skip "needs namespaces"
	make_base
	tree=$dir/tree
	mkdir "$tree"
	tar -C "$tree" -xf "$base"
	for name in ruptime-client ruptime-server; do
		deb "$name"
		cp "$deb" "$tree/root/$name.deb"
	done
	cp "$BATS_TEST_DIRNAME/inside.sh" "$tree/root"
	# Init scripts are run though there is no init.
	printf '#!/bin/sh\nexit 0\n' >"$tree/usr/sbin/policy-rc.d"
	chmod 755 "$tree/usr/sbin/policy-rc.d"
}

# inside COMMANDS: run by sh in the tree, stopped at the first that fails.  When
# they have ended so has every process that they left.
inside() {
	# shellcheck disable=SC2016 # expanded by that shell
	timeout 300 unshare -mnpf --kill-child sh -euc '
		mount -t proc proc "$1/proc"
		cd /
		exec chroot "$1" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin \
		    LC_ALL=C DEBIAN_FRONTEND=noninteractive \
		    sh -euc ". /root/inside.sh; $2"' sh "$tree" "$1" \
	    </dev/null 3>&-
}
