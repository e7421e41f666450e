# CONTRIBUTING.md: "Functions are `module_verb()`. About 20 lines are the rule,
# 60 the end".
bats_require_minimum_version 1.5.0

# lengths FILE...: "LINES FILE:LINE" of each function, from its { to its }.
# clang-format, which lint holds the tree against, puts both into column 1.
lengths() {
	awk '
	FNR == 1 { begin = 0 }
	/^{/ { begin = FNR }
	/^}/ && begin { print FNR - begin + 1, FILENAME ":" begin; begin = 0 }
	' "$@" | sort -n
}

setup() {
	cd "$BATS_TEST_DIRNAME/../.."
	mapfile -t sources < <(find common ruptimed ruptime -name '*.c')
	lengths "${sources[@]}" >"$BATS_TEST_TMPDIR/lengths"
	n=$(wc -l <"$BATS_TEST_TMPDIR/lengths")
	[ "$n" -gt 700 ] # of none all fit
}

@test "none is longer than 60 lines" {
	run -0 awk '$1 > 60' "$BATS_TEST_TMPDIR/lengths"
	[ -z "$output" ]
}

@test "half of them have no more than 15" {
	median=$(awk -v n="$n" 'NR == int((n + 1) / 2) { print $1 }' \
	    "$BATS_TEST_TMPDIR/lengths")
	echo "$n functions, median $median"
	[ "$median" -le 15 ]
}

@test "one that is too long is seen" {
	{
		printf 'void\nlong_one(void)\n{\n'
		yes '	call();' | head -n 59
		printf '}\n'
	} >"$BATS_TEST_TMPDIR/long.c"
	run -0 lengths "$BATS_TEST_TMPDIR/long.c"
	[ "$output" = "61 $BATS_TEST_TMPDIR/long.c:3" ]
}
