#!/bin/sh
# SPDX-License-Identifier: ISC
# "make static": a ruptimed and a ruptime that run on any Linux of this
# processor, whatever it has installed: static programs with musl.
#
#   packaging/static.sh DIRECTORY TARGET...
#
# makes these targets of the Makefile with BUILD=DIRECTORY.  The libraries are
# built from Debian's source packages, which apt-get fetches by lists of its own
# from the place that this system has its packages from; nothing is installed.
# They are kept in DIRECTORY/libraries, or in RUPTIME_CACHE, for the next time.
set -eu
umask 022
LC_ALL=C
export LC_ALL

sources='libmd libbsd libevent jansson ncurses cmocka'
# Terminals that are known where there is no terminfo(5).
terminals=linux,screen,screen-256color,tmux,tmux-256color,vt100,xterm
terminals=$terminals,xterm-256color

die() {
	echo "packaging/static.sh: $*" >&2
	exit 1
}

need() {
	command -v "$1" >/dev/null || die "$1 is missing: install $2"
}

# quietly NAME COMMAND...: in a shell of its own; its output if it fails.
quietly() {
	name=$1
	shift
	set +e
	(
		set -e
		"$@"
	) >"$work/$name.log" 2>&1
	status=$?
	set -e
	[ "$status" -ne 0 ] || return 0
	tail -n 30 "$work/$name.log" >&2
	die "failed: $*"
}

# apt-get with lists and a cache of its own.
own_apt() {
	apt-get -o Dir::Etc::SourceList="$work/sources.list" \
	    -o Dir::Etc::SourceParts=/dev/null \
	    -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" \
	    -o APT::Sandbox::User=root "$@"
}

fetch() {
	keys=/usr/share/keyrings/debian-archive-keyring.gpg
	mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
	echo "deb-src [signed-by=$keys] $(mirror) $release main" \
	    >"$work/sources.list"
	cd "$work"
	own_apt update
	# shellcheck disable=SC2086 # a list of words
	own_apt source $sources
}

# unpacked NAME: where the source of that name lies.
unpacked() {
	echo "$work/$1"-[0-9]*/
}

# configure NAME OPTION...: in its directory.  What Debian has changed looks
# newer than what autoconf makes of it, and is not.
configure() {
	cd "$(unpacked "$1")"
	shift
	./configure -q --prefix="$new" --disable-shared "$@"
}

make_md() {
	configure libmd
	make -s install SUBDIRS='include src'
}

# It wants the kernel's headers, which musl has not; behind its own.
make_bsd() {
	mkdir "$work/kernel"
	ln -s /usr/include/linux /usr/include/asm-generic \
	    "/usr/include/$(gcc -print-multiarch)/asm" "$work/kernel"
	CPPFLAGS="$CPPFLAGS -idirafter $work/kernel"
	configure libbsd
	make -s -C include install
	make -s -C src install
}

make_event() {
	configure libevent --disable-openssl --disable-samples \
	    --disable-libevent-regress --disable-thread-support \
	    --disable-debug-mode
	make -s include/event2/event-config.h
	make -s install-libLTLIBRARIES lib_LTLIBRARIES=libevent_core.la
	make -s install-pkgconfigDATA install-include_event2HEADERS \
	    install-nodist_include_event2HEADERS
}

# package NAME FLAGS: how it is linked, for pkg-config.
package() {
	mkdir -p "$new/lib/pkgconfig"
	printf '%s\n' "Name: $1" "Description: $1" 'Version: 0' \
	    "Cflags: -I$new/include" "Libs: -L$new/lib $2" \
	    >"$new/lib/pkgconfig/$1.pc"
}

# archive LIBRARY FLAGS SOURCE...: made without a configure script.
archive() {
	library=$1 flags=$2
	shift 2
	mkdir "$work/$library"
	for file; do
		# shellcheck disable=SC2086 # lists of words
		$CC $CFLAGS $flags -c -o "$work/$library/$(basename "$file").o" \
		    "$file"
	done
	ar rcs "$new/lib/$library.a" "$work/$library"/*.o
}

# Its source package has no configure script, but settings for systems that
# can't run one.
make_jansson() {
	cd "$(unpacked jansson)"
	sed '/JSON_HAVE_LOCALECONV/s/0/1/' android/jansson_config.h \
	    >src/jansson_config.h
	: >src/jansson_private_config.h
	archive libjansson '-Isrc -DHAVE_STDINT_H -DHAVE_UNISTD_H -DHAVE_SYS_TYPES_H
	    -DHAVE_SYS_TIME_H -DHAVE_FCNTL_H -DHAVE_OPEN -DHAVE_CLOSE
	    -DHAVE_READ -DHAVE_GETPID -DHAVE_GETTIMEOFDAY -DHAVE_SCHED_H
	    -DHAVE_SCHED_YIELD -DHAVE_ATOMIC_BUILTINS -DUSE_URANDOM=1
	    -DINITIAL_HASHTABLE_ORDER=3' \
	    src/*.c
	cp src/jansson.h src/jansson_config.h "$new/include"
	package jansson -ljansson
}

# Only the part that knows terminals.
make_tinfo() {
	configure ncurses --without-debug --without-ada --without-cxx \
	    --without-cxx-binding --without-manpages --without-progs \
	    --without-tests --without-tack --with-termlib --disable-widec \
	    --disable-db-install --without-gpm --disable-stripping \
	    --with-default-terminfo-dir=/usr/share/terminfo \
	    --with-terminfo-dirs=/etc/terminfo:/lib/terminfo:/usr/share/terminfo \
	    --with-fallbacks="$terminals"
	make -s -C include
	make -s -C ncurses ../lib/libtinfo.a
	cp lib/libtinfo.a "$new/lib"
	cp include/curses.h include/term.h include/ncurses_dll.h \
	    include/unctrl.h "$new/include"
	package tinfo -ltinfo
}

# For the unit tests.
make_cmocka() {
	cd "$(unpacked cmocka)"
	archive libcmocka '-Iinclude -DHAVE_MALLOC_H -DHAVE_INTTYPES_H
	    -DHAVE_SIGNAL_H -DHAVE_STRINGS_H -DHAVE_UNISTD_H
	    -DHAVE_CLOCK_GETTIME=1 -DHAVE_CLOCK_REALTIME=1
	    -DHAVE_STRUCT_TIMESPEC=1 -DHAVE_STRSIGNAL=1' src/cmocka.c
	cp include/cmocka*.h "$new/include"
}

# The compiler of musl-tools makes programs that a shared musl has to start, or
# static ones that lie where everybody knows; these are neither.
make_specs() {
	specs=$(sed -n 's/.*-specs "\(.*\)".*/\1/p' "$(command -v musl-gcc)")
	sed 's|Scrt1\.o|rcrt1.o|
	    s|^-dynamic-linker [^ ]*|-static -pie --no-dynamic-linker -z text|' \
	    "$specs" >"$new/static.specs"
}

# In this order, since one needs the other; a shell of its own.
build_each() (
	for library; do
		echo "Building $library with musl"
		quietly "$library" "make_$library"
	done
)

build_libraries() {
	new=$prefix
	work=$prefix.work
	rm -rf "$new" "$work"
	mkdir -p "$new/lib" "$new/include" "$work"
	quietly specs make_specs
	echo "Fetching the sources of $sources"
	quietly fetch fetch
	CC="gcc -specs $new/static.specs" CFLAGS='-O2 -g -fPIE'
	CPPFLAGS=-I$new/include LDFLAGS=-L$new/lib
	PKG_CONFIG_LIBDIR=$new/lib/pkgconfig
	AUTOCONF=: AUTOMAKE=: ACLOCAL=: AUTOHEADER=:
	export CC CFLAGS CPPFLAGS LDFLAGS PKG_CONFIG_LIBDIR \
	    AUTOCONF AUTOMAKE ACLOCAL AUTOHEADER
	unset MAKEFLAGS MFLAGS MAKELEVEL
	build_each md bsd jansson cmocka &
	one=$!
	build_each event tinfo &
	other=$!
	status=0
	wait "$one" || status=1
	wait "$other" || status=1
	[ "$status" -eq 0 ] || exit 1
	rm -rf "$work"
	touch "$new/done"
}

[ $# -ge 2 ] || die "usage: packaging/static.sh DIRECTORY TARGET..."
need musl-gcc musl-tools
need apt-get 'Debian: it is its sources that are built'
need dpkg-source dpkg-dev
[ -e /usr/include/linux/types.h ] ||
    die "the kernel's headers are missing: install libc6-dev"
need pkg-config pkg-config
script=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
cd "$(dirname "$script")/.."
# shellcheck source=packaging/mirror.sh
. packaging/mirror.sh
mkdir -p "$1"
build=$(cd "$1" && pwd)
shift
# shellcheck source=/dev/null
release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
[ -n "$(mirror)" ] || die "no place for packages of $release in /etc/apt"
# What was built by another script, or elsewhere, is not taken.
cache=${RUPTIME_CACHE:-$build/libraries}
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
prefix=$cache/musl-$release-$(
    { cat "$script"; gcc --version; echo "$cache"; } | cksum | cut -d ' ' -f 1)
[ -e "$prefix/done" ] || build_libraries
PKG_CONFIG_LIBDIR=$prefix/lib/pkgconfig
export PKG_CONFIG_LIBDIR
exec make -s BUILD="$build" WITH_SYSTEMD=no PKG_CONFIG='pkg-config --static' \
    CC="gcc -specs $prefix/static.specs" CFLAGS="-O2 -g -Werror" \
    CPPFLAGS="-isystem $prefix/include" LDFLAGS="-L$prefix/lib" "$@"
