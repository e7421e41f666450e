# README.md: the lines of "Install it" install what is needed by the others
# there, which are pasted on a machine that has nothing.

root=$BATS_TEST_DIRNAME/../..
bats_require_minimum_version 1.5.0

# named HEADING: what its first "apt-get install" names, each in a line.
named() {
	"$root/tests/system/readme.sh" -n "$1" |
	    sed -n '/^apt-get install -y [^.]/{s/.* -y //p;q;}' | tr ' ' '\n' |
	    sort
}

# Debian's own tools have build-essential everywhere, and debhelper brings perl.
asked_for() {
	echo build-essential
	awk '/^Build-Depends:/ { on = 1; sub(/^[^:]*:/, "") }
	    on && /^[^ ]/ { exit }
	    on { gsub(/\([^)]*\)|<[^>]*>|,|:any/, ""); print $1 }' \
	    "$root/packaging/debian/control" |
	    sed 's/^debhelper-compat$/debhelper/; /^perl$/d'
}

@test "packages: what debian/control asks for, no more and no less" {
	named 'From Debian packages' >"$BATS_TEST_TMPDIR/named"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/named")" -gt 5 ]
	asked_for | sort | diff "$BATS_TEST_TMPDIR/named" -
}

@test "source: what the table has, and /etc/services" {
	named 'From source' >"$BATS_TEST_TMPDIR/named"
	awk -F '|' '$2 == " Debian " { gsub(/`/, ""); print $3, $4, "netbase" }' \
	    "$root/README.md" | xargs -n 1 | sort |
	    diff "$BATS_TEST_TMPDIR/named" -
}

# debian/rules has the unit tests run, and insists on libsystemd; what these need
# is named by needs.sh, which is told that nothing is there.
@test "packages: what make finds missing is among it" {
	local bin=$BATS_TEST_TMPDIR/bin package tests
	tests=$(sed -n "s/.*TESTS='\\$\\([^']*\\)' check$/\\1/p" \
	    "$root/packaging/debian/rules")
	[ "$tests" = "\$(UNIT)" ]
	mkdir "$bin"
	for package in sh awk; do
		ln -s "$(command -v "$package")" "$bin/$package"
	done
	printf '#!/bin/sh\n' >"$bin/apt-get"
	printf '#!/bin/sh\nexit 1\n' >"$bin/pkg-config"
	chmod +x "$bin/apt-get" "$bin/pkg-config"
	run -0 env -i PATH="$bin" TESTS="$tests" "$root/packaging/needs.sh" \
	    all check systemd
	[[ $output = *"libsystemd"*"; install by: apt-get install "* ]]
	{
		named 'From Debian packages'
		# Which build-essential and debhelper depend on.
		printf '%s\n' gcc libc6-dev make perl
	} >"$BATS_TEST_TMPDIR/named"
	for package in ${output##*apt-get install }; do
		grep -qx "$package" "$BATS_TEST_TMPDIR/named"
	done
}
