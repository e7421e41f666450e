# CONTRIBUTING.md: "A folder is a layer. Of another one it may include headers
# as this says and no others".
bats_require_minimum_version 1.5.0

setup() {
	house=$BATS_TEST_DIRNAME/../..
}

# rules: lines "FOLDER OTHER", one for each arrow that CONTRIBUTING.md has.
rules() {
	sed -n '/^### Who may include whom/,/^- No circles/p' \
	    "$house/CONTRIBUTING.md" |
	    sed -n 's/^\([a-z]*\) *-> \(.*\)/\1 \2/p' | tr -d , |
	    awk '{ for (i = 2; i <= NF; i++) print $1, $i }'
}

# includes: lines "FILE HEADER" of the tree in the current directory.
includes() {
	find common ruptimed ruptime -name '*.[ch]' -exec \
	    grep -H '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' {} + |
	    sed 's/^\([^:]*\):[^"]*"\([^"]*\)".*/\1 \2/'
}

# wrong: those that no rule allows.
wrong() {
	includes | awk '
	function folder(path, part, n) {
		n = split(path, part, "/")
		return part[n - 1]
	}
	NR == FNR { allowed[$1, $2]; next }
	{ from = folder($1); to = folder($2) }
	from == to || (from, to) in allowed { next }
	$2 == "ruptime/options.h" && $1 ~ "^ruptime/" { next }
	{ print $1 ": " $2 }' <(rules) -
}

# circles: what tsort(1) says of modules on top of each other.
circles() {
	includes | sed 's/\.[ch]\>//g' | awk '$1 != $2' | tsort 2>&1 >/dev/null
}

# in_a_copy FILE LINE: the tree with one more line, and where we are now.
in_a_copy() {
	cp -r "$house"/{common,ruptimed,ruptime} "$BATS_TEST_TMPDIR"
	cd "$BATS_TEST_TMPDIR"
	echo "$2" >>"$1"
}

@test "no arrow that CONTRIBUTING.md does not draw" {
	cd "$house"
	[ "$(rules | wc -l)" -gt 10 ]
	[ "$(includes | wc -l)" -gt 200 ]
	run -0 wrong
	[ -z "$output" ]
}

@test "no circle" {
	cd "$house"
	run -0 circles
	[ -z "$output" ]
}

@test "an arrow upwards is seen" {
	local line
	for line in ruptime/show/table.c:ruptime/ask/fleet.h \
	    ruptime/hosts/fold.c:ruptime/ask/query.h \
	    ruptime/reply/state.h:ruptime/ask/dial.h \
	    ruptime/command/command.c:ruptime/hosts/targets.h \
	    ruptime/ask/query.c:ruptime/show/table.h \
	    ruptime/ask/query.c:ruptime/report.h \
	    common/net.c:ruptime/options.h \
	    common/net.c:ruptimed/acl.h \
	    ruptime/main.c:ruptimed/acl.h \
	    ruptimed/main.c:ruptime/reply/state.h; do
		in_a_copy "${line%:*}" "#include \"${line#*:}\""
		run -0 wrong
		echo "$line"
		[ "$output" = "${line%:*}: ${line#*:}" ]
	done
}

@test "a circle is seen" {
	in_a_copy ruptime/ask/backoff.c '#include "ruptime/ask/query.h"'
	run -1 circles
	[[ $output == *ruptime/ask/query* ]]
}
