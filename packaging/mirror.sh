# SPDX-License-Identifier: ISC
# shellcheck shell=sh disable=SC2154
# Where packages of this system come from; for scripts that get more of them than
# apt-get installs.  Sourced by static.sh and by tests/system/tree.sh.

# The first place that this system gets packages of $release from.
mirror() {
	awk -v release="$release" '
	    $1 == "URIs:" { uri = $2 }
	    $1 == "Suites:" && $2 == release && uri { print uri; exit }
	    $1 == "deb" { sub(/\[[^]]*\] */, "")
		if ($3 == release) { print $2; exit } }' \
	    /etc/apt/sources.list.d/*.sources /etc/apt/sources.list \
	    /etc/apt/sources.list.d/*.list 2>/dev/null
}
