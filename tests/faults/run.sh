#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The fault campaign: run.sh BUILD_DIR [REGEX] attacks the daemon built there
# from every side, or from those whose names match, and prints TAP.  As root it
# works in namespaces of its own, so that nothing of it outlives it.
# shellcheck disable=SC2034 # the parts read what is set here
set -u

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
	echo "usage: run.sh BUILD_DIR [REGEX]" >&2
	exit 2
fi
build=$(cd "$1" && pwd) || exit 2
only=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
ruptimed=$build/ruptimed

# No other program's packets and processes, and none of ours left behind.
own_network=${FAULTS_IN_NAMESPACE:-false}
if [ "$(id -u)" -eq 0 ] && ! "$own_network" &&
    unshare -mnpf --mount-proc true 2>/dev/null; then
	FAULTS_IN_NAMESPACE=true exec unshare -mnpf --kill-child --mount-proc \
	    "$0" "$@"
fi
unset FAULTS_IN_NAMESPACE
if "$own_network"; then
	ip link set lo up
fi

# The sanitizers' leak check cannot look at a process that is being traced.
export ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0"

# What is remembered of hosts is the subject of some checks, which say where.
export RUPTIME_SEEN=

work=$(mktemp -d "${TMPDIR:-/tmp}/ruptime-faults.XXXXXX") || exit 2
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT

for part in lib network clients exhaustion syscalls command signals restarts \
    privilege memory; do
	# shellcheck source=/dev/null
	. "$here/$part.sh"
	# In a list of && or || no check would end where a command of it fails.
	status=$?
	[ "$status" -eq 0 ] || exit 2
done
plan
