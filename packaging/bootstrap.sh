#!/bin/sh
# SPDX-License-Identifier: ISC
# From a fresh checkout to a running pair, in one command:
#
#   sh packaging/bootstrap.sh demo    show a ruptimed and what ruptime gets
#   sh packaging/bootstrap.sh check   run the tests
#   sh packaging/bootstrap.sh tools   install what .ci/run and make bench need
#   sh packaging/bootstrap.sh peers DIR
#                                     unpack there servers that tests speak with
#                                     and nobody wants to have installed for it
#
# What is missing is installed with the system's own package manager.  Nothing
# else of the system is touched.
set -eu
cd "$(dirname "$0")/.."

die() {
	echo "bootstrap: $*" >&2
	exit 1
}

# Sets manager, and for what of the packages: build, check (besides), tools
# (besides).
find_manager() {
	if command -v apt-get >/dev/null; then
		manager=apt
		build='gcc make pkg-config libc6-dev libbsd-dev libevent-dev
		    libjansson-dev libncurses-dev procps'
		check='libsystemd-dev libcmocka-dev bats perl netcat-openbsd
		    socat strace iproute2 nftables dnsmasq-base bsdutils mount'
		tools='clang libclang-rt-14-dev clang-format clang-tidy cppcheck
		    shellcheck mandoc valgrind git zsh fish jq tmux
		    openssh-client openssh-server openssl stunnel4
		    wireguard-tools wireguard-go avahi-daemon
		    bash-completion faketime ucspi-tcp
		    build-essential debhelper devscripts lintian rpm rpmlint
		    debootstrap systemd systemd-container
		    musl-tools dpkg-dev busybox-static'
	elif command -v dnf >/dev/null; then
		manager=dnf
		build='gcc make pkgconf-pkg-config libbsd-devel libevent-devel
		    jansson-devel ncurses-devel procps-ng'
		check='systemd-devel libcmocka-devel bats perl-Test-Harness
		    netcat socat strace iproute nftables dnsmasq
		    util-linux-script'
		tools='clang compiler-rt clang-tools-extra cppcheck ShellCheck
		    mandoc valgrind git zsh fish jq tmux
		    openssh-clients openssh-server openssl stunnel
		    wireguard-tools
		    avahi'
	elif command -v zypper >/dev/null; then
		manager=zypper
		build='gcc make pkg-config libbsd-devel libevent-devel
		    libjansson-devel ncurses-devel procps'
		check='systemd-devel libcmocka-devel bats perl
		    netcat-openbsd socat strace iproute2 nftables dnsmasq
		    util-linux'
		tools='clang clang-tools cppcheck ShellCheck mandoc valgrind
		    git zsh fish jq tmux openssh openssl stunnel
		    wireguard-tools avahi'
	elif command -v apk >/dev/null; then
		manager=apk
		build='gcc make pkgconf musl-dev libbsd-dev libevent-dev
		    jansson-dev ncurses-dev'
		check='cmocka-dev bats perl-utils netcat-openbsd socat strace
		    iproute2 nftables dnsmasq util-linux-misc'
		tools='clang compiler-rt clang-extra-tools cppcheck shellcheck
		    mandoc valgrind git bash zsh fish jq tmux openssh
		    openssl stunnel wireguard-tools avahi'
	elif command -v pacman >/dev/null; then
		manager=pacman
		build='gcc make pkgconf libbsd libevent jansson ncurses procps-ng'
		check='cmocka bats perl openbsd-netcat socat strace iproute2
		    nftables dnsmasq util-linux'
		tools='clang compiler-rt cppcheck shellcheck mandoc valgrind
		    git zsh fish jq tmux openssh openssl stunnel
		    wireguard-tools avahi'
	else
		die "no package manager that I know (apt-get, dnf, zypper," \
		    "apk, pacman): install what README.md lists, then run make"
	fi
}

has_package() {
	case $manager in
	apt) dpkg-query -W -f '${Status}\n' "$1" 2>/dev/null |
	    grep -q 'ok installed' ;;
	dnf | zypper) rpm -q --whatprovides "$1" >/dev/null 2>&1 ;;
	apk) apk info -e "$1" >/dev/null 2>&1 ;;
	pacman) pacman -Q "$1" >/dev/null 2>&1 ;;
	esac
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo "$@"
	else
		die "installing packages needs root and there is no sudo;" \
		    "as root run: $*"
	fi
}

# quietly COMMAND...: its output only if it fails.
quietly() {
	log=$(mktemp)
	if "$@" >"$log" 2>&1; then
		rm -f "$log"
	else
		cat "$log" >&2
		rm -f "$log"
		die "failed: $*"
	fi
}

install_packages() {
	missing=
	for package; do
		has_package "$package" || missing="$missing $package"
	done
	[ -n "$missing" ] || return 0
	echo "Installing with $manager:$missing"
	# shellcheck disable=SC2086 # a list of words
	case $manager in
	apt)
		quietly as_root apt-get update
		quietly as_root env DEBIAN_FRONTEND=noninteractive \
		    apt-get install -y --no-install-recommends $missing
		;;
	dnf) quietly as_root dnf install -y $missing ;;
	zypper) quietly as_root zypper --non-interactive install $missing ;;
	apk) quietly as_root apk add $missing ;;
	pacman) quietly as_root pacman -Sy --noconfirm --needed $missing ;;
	esac
}

# Installed, some would be started, one would take over /etc/resolv.conf.
unpack_peers() {
	[ "$manager" = apt ] || die "peers are unpacked of Debian's packages"
	mkdir -p "$1/packages"
	(cd "$1/packages" && quietly apt-get download nginx \
	    libnginx-mod-stream openbsd-inetd prometheus systemd-resolved)
	for package in "$1"/packages/*.deb; do
		dpkg-deb -x "$package" "$1"
	done
}

stop_daemon() {
	[ -z "${daemon:-}" ] || kill "$daemon" 2>/dev/null || true
	[ -z "${scratch:-}" ] || rm -rf "$scratch"
}

# Show a command, then run it.
show() {
	echo "\$ $*"
	"$@"
}

demo() {
	echo 'Building:'
	show make -s
	scratch=$(mktemp -d)
	trap stop_daemon EXIT
	trap 'exit 1' INT TERM
	echo
	echo 'A daemon of our own, on a free port of this machine only:'
	echo '$ build/ruptimed -f -l 127.0.0.1 -p 0 &'
	build/ruptimed -f -l 127.0.0.1 -p 0 2>"$scratch/log" &
	daemon=$!
	until grep -q 'listening on' "$scratch/log"; do
		kill -0 "$daemon" 2>/dev/null || {
			cat "$scratch/log" >&2
			die "ruptimed did not start"
		}
		sleep 0.1 2>/dev/null || sleep 1
	done
	cat "$scratch/log"
	port=$(sed -n 's/.*listening on 127\.0\.0\.1:\([0-9]*\)$/\1/p' \
	    "$scratch/log")
	echo
	echo 'What a client gets from it:'
	show build/ruptime "127.0.0.1:$port"
	echo
	echo 'And its end:'
	echo "\$ kill $daemon"
	kill "$daemon"
	wait "$daemon" || die "ruptimed failed"
	daemon=
	tail -n 1 "$scratch/log"
}

find_manager
# shellcheck disable=SC2086 # lists of words
case ${1-} in
demo)
	install_packages $build
	demo
	;;
check)
	install_packages $build $check
	make -j "$(nproc 2>/dev/null || echo 1)" check
	;;
tools) install_packages $build $check $tools ;;
peers)
	[ -n "${2-}" ] || die "peers: the directory is needed"
	unpack_peers "$2"
	;;
*)
	echo "usage: sh packaging/bootstrap.sh demo | check | tools |" \
	    "peers DIR" >&2
	exit 2
	;;
esac
