# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# Trees to boot: a minimal Debian with one of the inits, kept as an archive in
# $cache, unpacked once in a run, and never written to after that: machines and
# layers are overlays of it.

# shellcheck source=packaging/mirror.sh
. "$here/../../packaging/mirror.sh"

host_release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
release=${RUPTIME_SUITE:-$host_release}

# What our packages depend on is there already, too, so that they are installed
# without a network.
packages_of_all='procps netbase adduser'
packages_of_systemd='systemd-sysv dbus openbsd-inetd'
packages_of_sysv='sysvinit-core sysv-rc initscripts insserv'
packages_of_openrc='sysvinit-core openrc'
packages_of_avahi='systemd-sysv dbus avahi-daemon'
packages_of_resolved='systemd-sysv dbus systemd-resolved'

# archived NAME DIR COMMAND [ARGUMENT]...: fills the directory with what the
# cache has by that name; else by the command, called with the directory before
# these arguments, and puts that into the cache.
archived() {
	local file=$cache/$1.tar log=$work/$1.log dir=$2 new
	shift 2
	mkdir -p "$dir"
	if [ -s "$file" ]; then
		tar -C "$dir" -xf "$file"
		return
	fi
	"$1" "$dir" "${@:2}" >"$log" 2>&1 || {
		tail -n 20 "$log" >&2
		rm -rf "$dir"
		return 1
	}
	new=$(mktemp "$file.XXXXXX")
	if ! tar -C "$dir" -cf "$new" . || ! mv "$new" "$file"; then
		rm -f "$new"
		return 1
	fi
}

make_base() {
	debootstrap --variant=minbase "$release" "$1" "$(place)" || return
	rm -rf "$1"/var/cache/apt/archives/*.deb "$1"/var/lib/apt/lists/*
}

# place: of the packages of this release; of the host's, where it knows of no
# other.
place() {
	local known
	known=$(mirror)
	[ -n "$known" ] || known=$(release=$host_release mirror)
	echo "$known"
}

# make_sources DIR: what is /etc/apt in a tree, as far as it is the host's: all
# but for a release that is not.
make_sources() {
	mkdir "$1"
	cp -a /etc/apt/. "$1"
	[ "$release" != "$host_release" ] || return 0
	rm -rf "$1"/sources.list* "$1"/preferences*
	echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]" \
	    "$(place) $release main" >"$1/sources.list"
}

# install_from_host TREE PACKAGE...: by the tree's own apt with the host's
# sources and proxies, and keys if its release is the host's; none of them stay
# in the tree.
install_from_host() {
	local tree=$1
	shift
	[ -d "$work/apt" ] || make_sources "$work/apt"
	printf '#!/bin/sh\nexit 101\n' >"$tree/usr/sbin/policy-rc.d"
	chmod 755 "$tree/usr/sbin/policy-rc.d"
	touch "$tree/etc/resolv.conf"
	# shellcheck disable=SC2016 # for the shell inside
	unshare -m sh -ec '
		tree=$1 apt=$2 keys=$3
		shift 3
		mount --bind "$apt" "$tree/etc/apt"
		for path in /etc/resolv.conf $keys; do
			mount --bind "$path" "$tree$path"
			mount -o remount,bind,ro "$tree$path"
		done
		mount -t proc proc "$tree/proc"
		chroot "$tree" apt-get update
		DEBIAN_FRONTEND=noninteractive chroot "$tree" \
		    apt-get -o Dpkg::Options::=--force-unsafe-io \
		    install -y --no-install-recommends "$@"
		chroot "$tree" apt-get clean
	' sh "$tree" "$work/apt" "$(keys)" "$@" || return
	rm -rf "$tree/usr/sbin/policy-rc.d" "$tree"/var/lib/apt/lists/*
}

# Those of another release are in its own tree.
keys() {
	[ "$release" != "$host_release" ] || echo /usr/share/keyrings
}

# A console nobody is at; names for the machines; and a mark for when all that
# belongs to booting has been done.
prepare_tree() {
	local tree=$1
	printf '%s\n' '127.0.0.1 localhost' '::1 localhost' \
	    '10.74.0.1 alpha' '10.74.0.2 beta' \
	    'fd74::1 alpha6' 'fd74::2 beta6' >"$tree/etc/hosts"
	[ ! -e "$tree/etc/inittab" ] || {
		sed -i '/getty/d' "$tree/etc/inittab"
		echo 'bo:2345:once:/bin/touch /run/booted' \
		    >>"$tree/etc/inittab"
	}
}

# make_tree DIR PACKAGE...
make_tree() {
	archived "$(key base '')" "$1" make_base || return
	install_from_host "$@"
}

# key NAME WORDS: of an archive made from these.
key() {
	echo "$release-$1-$(echo "$2" | cksum | cut -d ' ' -f 1)"
}

# tree_of NAME PACKAGE...: makes $work/trees/NAME, where it is not yet there.
tree_of() {
	local name=$1 new=$work/trees/$1.part
	shift
	[ ! -d "$work/trees/$name" ] || return 0
	archived "$(key "$name" "$*")" "$new" make_tree "$@" || return
	prepare_tree "$new"
	mv "$new" "$work/trees/$name"
}

# tree INIT: the same of an init system, for our packages.
tree() {
	local packages=packages_of_$1
	[ ! -d "$work/trees/$1" ] || return 0
	debs
	# shellcheck disable=SC2046,SC2086 # lists of words
	tree_of "$1" ${!packages} $packages_of_all $(needed_packages)
}

# lower_of TREE: the directories that it consists of, for mount(8).
lower_of() {
	local base=${1%+*}
	if [ "$base" = "$1" ]; then
		echo "$work/trees/$1"
	else
		echo "$work/trees/$1:$(lower_of "$base")"
	fi
}

# overlay LOWER UPPER WORK SHOWN
overlay() {
	mount -t overlay overlay \
	    -o "lowerdir=$1,upperdir=$2,workdir=$3" "$4"
}

# layer TREE+NAME COMMAND...: makes that tree, where it is not yet there: TREE
# and what the command, which is called with a directory that shows it, changes.
layer() {
	local name=$1 upper=$work/trees/$1 shown=$work/layer
	shift
	[ ! -d "$upper" ] || return 0
	mkdir -p "$upper.part" "$upper.work" "$shown"
	overlay "$(lower_of "${name%+*}")" "$upper.part" "$upper.work" "$shown"
	"$@" "$shown"
	umount "$shown"
	rm -rf "$upper.work"
	mv "$upper.part" "$upper"
}
