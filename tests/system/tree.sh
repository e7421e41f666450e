# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# Trees to boot: a minimal Debian with one of the inits, kept as an archive in
# $cache, unpacked once in a run, and never written to after that: machines and
# layers are overlays of it.

# shellcheck source=packaging/mirror.sh
. "$here/../../packaging/mirror.sh"

# What is built on the host runs in them, so they are of the host's release.
release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")

# What the programs need is there already, so that packages are installed
# without a network.
common_packages='procps netbase adduser libbsd0 libevent-core-2.1-7 libjansson4'
packages_of_systemd='systemd-sysv dbus openbsd-inetd'
packages_of_sysv='sysvinit-core sysv-rc initscripts insserv'
packages_of_openrc='sysvinit-core openrc'
packages_of_avahi='systemd-sysv dbus avahi-daemon'
packages_of_resolved='systemd-sysv dbus systemd-resolved'

# archive NAME COMMAND...: prints the path of the archive, which the command
# makes out of an empty directory where the cache has none.
archive() {
	local file=$cache/$1.tar dir new
	shift
	if [ ! -s "$file" ]; then
		dir=$(mktemp -d "$work/tree.XXXXXX")
		chmod 755 "$dir"
		"$@" "$dir" >"$dir.log" 2>&1 || {
			tail -n 20 "$dir.log" >&2
			return 1
		}
		new=$(mktemp "$file.XXXXXX")
		if ! tar -C "$dir" -cf "$new" . || ! mv "$new" "$file"; then
			rm -f "$new"
			return 1
		fi
		rm -rf "$dir" "$dir.log"
	fi
	echo "$file"
}

make_base() {
	debootstrap --variant=minbase "$release" "$1" "$(mirror)"
}

# install_from_host TREE PACKAGE...: by the tree's own apt with the host's
# sources, keys and proxies, none of which stay in the tree.
install_from_host() {
	local tree=$1
	shift
	printf '#!/bin/sh\nexit 101\n' >"$tree/usr/sbin/policy-rc.d"
	chmod 755 "$tree/usr/sbin/policy-rc.d"
	touch "$tree/etc/resolv.conf"
	# shellcheck disable=SC2016 # for the shell inside
	unshare -m sh -ec '
		tree=$1
		shift
		for path in /etc/apt /usr/share/keyrings /etc/resolv.conf; do
			mount --bind "$path" "$tree$path"
			mount -o remount,bind,ro "$tree$path"
		done
		mount -t proc proc "$tree/proc"
		chroot "$tree" apt-get update
		DEBIAN_FRONTEND=noninteractive chroot "$tree" \
		    apt-get install -y --no-install-recommends "$@"
		chroot "$tree" apt-get clean
	' sh "$tree" "$@"
	rm -rf "$tree/usr/sbin/policy-rc.d" "$tree"/var/lib/apt/lists/*
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

# make_tree INIT DIR
make_tree() {
	local packages=packages_of_$1 base
	base=$(archive "$(key base '')" make_base) || return 1
	tar -C "$2" -xf "$base"
	# shellcheck disable=SC2086 # lists of words
	install_from_host "$2" ${!packages} $common_packages
}

# key NAME WORDS: of an archive made from these.
key() {
	echo "$release-$1-$(echo "$2" | cksum | cut -d ' ' -f 1)"
}

# tree INIT: makes $work/trees/INIT, where it is not yet there.
tree() {
	local init=$1 packages=packages_of_$1 file
	[ ! -d "$work/trees/$init" ] || return 0
	file=$(archive "$(key "$init" "${!packages} $common_packages")" \
	    make_tree "$init") || return 1
	mkdir -p "$work/trees/$init.part"
	tar -C "$work/trees/$init.part" -xf "$file"
	prepare_tree "$work/trees/$init.part"
	mv "$work/trees/$init.part" "$work/trees/$init"
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
