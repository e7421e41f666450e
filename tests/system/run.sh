#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Systems that really boot: run.sh BUILD_DIR [REGEX] installs what was built
# there into small trees, boots them with systemd-nspawn, and prints TAP of all
# checks, or of those whose names match.  Needs root.  The trees are kept in
# RUPTIME_CACHE, else in BUILD_DIR/system; nothing else outlives the run.
# RUPTIME_SUITE is the release of Debian, the host's where it is not set.
# shellcheck disable=SC2034 # the parts read what is set here
set -u

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
	echo "usage: run.sh BUILD_DIR [REGEX]" >&2
	exit 2
fi
build=$(cd "$1" && pwd) || exit 2
only=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../.." && pwd)
cache=${RUPTIME_CACHE:-$build/system}

skip_all() {
	echo "1..0 # SKIP $*"
	exit 0
}

[ "$(id -u)" -eq 0 ] || skip_all "needs root"
[ -e /etc/debian_version ] || skip_all "needs Debian: it installs its packages"
for tool in systemd-nspawn debootstrap nsenter unshare ip git dh; do
	command -v "$tool" >/dev/null ||
	    skip_all "needs $tool; sh packaging/bootstrap.sh tools installs it"
done
suite=${RUPTIME_SUITE:-}
if [ -n "$suite" ] && [ ! -e "/usr/share/debootstrap/scripts/$suite" ]; then
	echo "run.sh: RUPTIME_SUITE=$suite: no release that debootstrap knows" >&2
	exit 2
fi

# Mounts of its own; and processes of its own too, so that none is left even if
# the run is killed.  Where systemd runs the host, nspawn has to ask it for a
# scope by process ids, and those must be the host's.
by_systemd=false
[ ! -d /run/systemd/system ] || by_systemd=true
if [ -z "${SYSTEM_IN_NAMESPACE:-}" ]; then
	export SYSTEM_IN_NAMESPACE=true
	if "$by_systemd"; then
		exec unshare -m "$0" "$@"
	fi
	exec unshare -mpf --kill-child --mount-proc "$0" "$@"
fi
unset SYSTEM_IN_NAMESPACE

mkdir -p "$cache" || exit 2
cache=$(cd "$cache" && pwd)
work=$(mktemp -d "${TMPDIR:-/var/tmp}/ruptime-system.XXXXXX") || exit 2
chmod 755 "$work"
cgroups=()
trap clean_run EXIT
trap 'exit 1' INT TERM HUP

# shellcheck source=tests/faults/lib.sh
. "$here/../faults/lib.sh"
for part in tree machine debs service systemd sockets confine found upgrade \
    sysv openrc inetd stunnel packages prometheus; do
	# shellcheck source=/dev/null
	. "$here/$part.sh"
done
plan
