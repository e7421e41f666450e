#!/bin/sh
# SPDX-License-Identifier: ISC
# What is missing for make's goals: one line on standard output that names each
# tool and library, and the packages of the system's own package manager that
# have them; nothing where nothing is missing.  The Makefile asks before
# anything compiles.
#
#   CC=cc PKG_CONFIG=pkg-config TESTS= packaging/needs.sh GOAL...
#
# "systemd" is a goal, too: that libsystemd is there.  TESTS are those that check
# is to run; all of them where it is empty.
set -u

# tool or library: its package with apt, dnf, zypper, apk, pacman; - for none.
table='
gcc             gcc gcc gcc gcc gcc
clang           clang clang clang clang clang
libc            libc6-dev glibc-devel glibc-devel musl-dev glibc
pkg-config      pkg-config pkgconf-pkg-config pkg-config pkgconf pkgconf
libbsd-overlay  libbsd-dev libbsd-devel libbsd-devel libbsd-dev libbsd
libevent_core   libevent-dev libevent-devel libevent-devel libevent-dev libevent
jansson         libjansson-dev jansson-devel libjansson-devel jansson-dev jansson
tinfo           libncurses-dev ncurses-devel ncurses-devel ncurses-dev ncurses
libsystemd      libsystemd-dev systemd-devel systemd-devel - systemd-libs
cmocka          libcmocka-dev libcmocka-devel libcmocka-devel cmocka-dev cmocka
bats            bats bats bats bats bats
prove           perl perl-Test-Harness perl perl-utils perl
clang-format    clang-format clang-tools-extra clang-tools clang-extra-tools clang
clang-tidy      clang-tidy clang-tools-extra clang-tools clang-extra-tools clang
cppcheck        cppcheck cppcheck cppcheck cppcheck cppcheck
shellcheck      shellcheck ShellCheck ShellCheck shellcheck shellcheck
mandoc          mandoc mandoc mandoc mandoc mandoc
'

# Sets column, of the table, and install, the command.
find_manager() {
	column=0 install=
	if command -v apt-get; then
		column=2 install='apt-get install'
	elif command -v dnf; then
		column=3 install='dnf install'
	elif command -v zypper; then
		column=4 install='zypper install'
	elif command -v apk; then
		column=5 install='apk add'
	elif command -v pacman; then
		column=6 install='pacman -S'
	fi >/dev/null
}

missing='' packages=''

# lacks NAME ROW: it is missing, and the row of the table has its package.
lacks() {
	missing="$missing${missing:+, }$1"
	[ "$column" -gt 0 ] || return 0
	package=$(echo "$table" |
	    awk -v row="$2" -v column="$column" '$1 == row { print $column }')
	case " $packages " in
	*" $package "*) ;;
	*) [ "$package" = - ] || packages="$packages${packages:+ }$package" ;;
	esac
}

# has_header HEADER
has_header() {
	# shellcheck disable=SC2086 # a command and its options
	echo "#include <$1>" | $CC -E -x c - >/dev/null 2>&1 ||
	    [ -e "/usr/include/$1" ] || [ -e "/usr/local/include/$1" ]
}

# library NAME HEADER MODULE...: one of the modules of pkg-config, or where that
# is missing itself, the header.
library() {
	name=$1 header=$2 row=$3
	shift 2
	if command -v "${PKG_CONFIG%% *}" >/dev/null; then
		for module; do
			# shellcheck disable=SC2086 # as above
			! $PKG_CONFIG --exists "$module" 2>/dev/null || return 0
		done
	elif has_header "$header"; then
		return
	fi
	lacks "$name" "$row"
}

# tool NAME [ROW]
tool() {
	command -v "$1" >/dev/null || lacks "$1" "${2:-$1}"
}

to_compile() {
	case ${CC##*/} in
	*clang*) compiler=clang ;;
	*) compiler=gcc ;;
	esac
	if command -v "${CC%% *}" >/dev/null; then
		has_header stdio.h || lacks 'headers of the C library' libc
	else
		lacks "a C compiler (${CC%% *})" $compiler
		[ -e /usr/include/stdio.h ] ||
		    lacks 'headers of the C library' libc
	fi
	tool "${PKG_CONFIG%% *}" pkg-config
	library libbsd bsd/bsd.h libbsd-overlay
	library libevent event2/event.h libevent_core
	library jansson jansson.h jansson
	library ncurses curses.h tinfo ncursesw ncurses
}

CC=${CC:-cc}
PKG_CONFIG=${PKG_CONFIG:-pkg-config}
find_manager
compiles=
for goal; do
	case $goal in
	clean | help | dist | deb | rpm | check-packages | uninstall* | \
	    install-[!p]* | systemd | lint* | format) ;;
	static) ;; # which has libraries of its own, and says what it lacks
	*) compiles=yes ;;
	esac
done
[ -z "$compiles" ] || to_compile
for goal; do
	case $goal in
	systemd)
		[ -z "$compiles" ] ||
		    library libsystemd systemd/sd-daemon.h libsystemd
		;;
	check | unit | check-portable) library cmocka cmocka.h cmocka ;;
	fuzz) tool clang ;;
	format | lint-format) tool clang-format ;;
	lint-c) tool clang-tidy; tool cppcheck ;;
	lint-scripts) tool shellcheck ;;
	lint-man) tool mandoc ;;
	lint)
		tool clang-format
		tool clang-tidy
		tool cppcheck
		tool shellcheck
		tool mandoc
		;;
	esac
	case $goal in
	check)
		tool prove
		case ${TESTS:-.bats} in *.bats*) tool bats ;; esac
		;;
	check-install | check-fleet | check-packages | check-portable | \
	    check-musl | check-mutants)
		tool prove
		tool bats
		;;
	esac
done
if [ -n "$packages" ]; then
	echo "missing: $missing; install by: $install $packages"
elif [ -n "$missing" ]; then
	echo "missing: $missing; see \"Build it\" in README.md"
fi
