#!/bin/sh
# SPDX-License-Identifier: ISC
# "make deb" and "make rpm": packages of the files as they are here, built in a
# copy of them.
#
#   packaging/build.sh deb|rpm DIRECTORY
#
# The directory is made anew and gets the packages.  What builds them has to be
# installed; for the RPM on a system of other packages, only the tools.
set -eu
umask 022
LC_ALL=C
export LC_ALL

die() {
	echo "packaging/build.sh: $*" >&2
	exit 1
}

need() {
	command -v "$1" >/dev/null || die "$1 is missing: install $2"
}

# What belongs to the source: what git knows and what is new, or all but the
# results of earlier builds where there is no git.
list_source() {
	if [ "$(git rev-parse --show-toplevel 2>/dev/null)" = "$(pwd -P)" ]; then
		git ls-files -co --exclude-standard |
		    while read -r path; do
			[ ! -e "$path" ] || echo "$path"
		done
	else
		find . \( -path ./build -o -path ./.git -o -name '*.tar.gz' \) \
		    -prune -o -type f -printf '%P\n'
	fi | sort
}

# copy_source DIRECTORY, with the modes that a checkout has.
copy_source() {
	mkdir -p "$1"
	list_source | tar -cf - --mode=u=rwX,go=rX --no-recursion -T - |
	    tar -xf - -C "$1" --no-same-owner
}

build_deb() {
	need dpkg-buildpackage dpkg-dev
	need dh debhelper
	version=$(sed -n '1s/.*(\(.*\)).*/\1/p' packaging/debian/changelog)
	source=$out/ruptime-net-$version
	copy_source "$source"
	mv "$source/packaging/debian" "$source/debian"
	(cd "$source" && dpkg-buildpackage -us -uc)
	rm -rf "$source"
	ls "$out"/*.deb
}

build_rpm() {
	need rpmbuild "rpm (Debian) or rpm-build (Fedora, openSUSE)"
	version=$(sed -n 's/^Version: *//p' packaging/rpm/ruptime.spec)
	mkdir -p "$out/SOURCES"
	copy_source "$out/ruptime-$version"
	epoch=$(git log -1 --format=%ct 2>/dev/null || echo 0)
	tar -C "$out" -czf "$out/SOURCES/ruptime-$version.tar.gz" --sort=name \
	    --owner=0 --group=0 --numeric-owner --mtime="@$epoch" \
	    "ruptime-$version"
	rm -rf "$out/ruptime-$version"
	# Elsewhere the names of BuildRequires say nothing to rpm.
	nodeps=
	rpm -q rpm >/dev/null 2>&1 || nodeps=--nodeps
	rpmbuild -ba $nodeps --define "_topdir $out" packaging/rpm/ruptime.spec
	rm -rf "$out/BUILD" "$out/BUILDROOT"
	ls "$out"/RPMS/*/*.rpm "$out"/SRPMS/*.rpm
}

[ $# -eq 2 ] || die "usage: packaging/build.sh deb|rpm DIRECTORY"
cd "$(dirname "$0")/.."
case $1 in
deb | rpm) ;;
*) die "usage: packaging/build.sh deb|rpm DIRECTORY" ;;
esac
rm -rf "$2"
mkdir -p "$2"
out=$(cd "$2" && pwd)
"build_$1"
