#!/bin/sh
# SPDX-License-Identifier: ISC
# Does what README.md says, as pasted: runs each line of the code blocks of a
# section, in order, in one shell, and stops at the first that fails.  It changes
# the system, so run it on one that is thrown away.
#
#   tests/system/readme.sh "From source"
#   tests/system/readme.sh -n "From Debian packages"    only print the lines
set -eu

top=$(cd "$(dirname "$0")/../.." && pwd)
run=true
if [ "${1-}" = -n ]; then
	run=false
	shift
fi
if [ $# -ne 1 ]; then
	echo "usage: readme.sh [-n] HEADING" >&2
	exit 2
fi

lines=$(awk -v heading="### $1" '
    /^```/ { code = !code; next }
    !code && /^#+ / { found = $0 == heading; next }
    code && found' "$top/README.md")
if [ -z "$lines" ]; then
	echo "readme.sh: README.md has no code under \"### $1\"" >&2
	exit 1
fi
if ! "$run"; then
	printf '%s\n' "$lines"
	exit
fi

cd "$top"
# The lines are read from a descriptor that they do not have themselves.
exec 3<<END
$lines
END
while IFS= read -r line <&3; do
	printf 'readme.sh$ %s\n' "$line"
	status=0
	eval "$line" 3<&- || status=$?
	if [ "$status" -ne 0 ]; then
		echo "readme.sh: status $status: $line" >&2
		exit 1
	fi
done
echo "readme.sh: each line of \"$1\" has worked"
