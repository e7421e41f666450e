# SECURITY.md: "Every claim in a list names the tests that prove it;
# tests/cli/security_claims_have_tests.bats fails where one does not, or where
# such a test does not exist".
bats_require_minimum_version 1.5.0

setup() {
	top=$BATS_TEST_DIRNAME/../..
	security=$top/SECURITY.md
}

# claims FILE: each item of its lists, on a line of its own.
claims() {
	awk '
	/^- / {
		if (claim != "")
			print claim
		claim = $0
		next
	}
	claim != "" && /^  / {
		sub(/^ +/, " ")
		claim = claim $0
		next
	}
	claim != "" {
		print claim
		claim = ""
	}
	END {
		if (claim != "")
			print claim
	}' "$1"
}

# proofs CLAIM: the tests that it names, as a file and names in quotes.
proofs() {
	grep -oE '`tests/[^`]+`( "[^"]*")*' <<<"$1"
}

# has_test FILE NAME: as a case of bats, of the fault campaign or of cmocka.
has_test() {
	grep -qF -e "@test \"$2\" {" -e "check \"$2\"" -e "$2(void **" "$1"
}

# missing FILE: what is wrong with its claims, a line each.
missing() {
	local claim proof file name
	while IFS= read -r claim; do
		proofs "$claim" >/dev/null || echo "no test: ${claim:0:60}"
		while IFS= read -r proof; do
			[ -n "$proof" ] || continue
			file=${proof#'`'} file=${file%%'`'*}
			[ -f "$top/$file" ] || { echo "no file: $file"; continue; }
			while IFS= read -r name; do
				name=${name#'"'} name=${name%'"'}
				[ -z "$name" ] || has_test "$top/$file" "$name" ||
				    echo "not in $file: $name"
			done < <(grep -o '"[^"]*"' <<<"$proof")
		done < <(proofs "$claim")
	done < <(claims "$1")
}

@test "each claim names tests that exist" {
	[ "$(claims "$security" | wc -l)" -gt 20 ]
	run -0 missing "$security"
	[ -z "$output" ]
}

@test "a claim without one is found, and so is a test that does not exist" {
	cat >"$BATS_TEST_TMPDIR/text" <<-'END'
		Some text.

		- A claim of two
		  lines.
		- Another.
		  `tests/cli/there_is_none.bats` "a name",
		  `tests/cli/access_default.bats` "they may, and no other network"
		  "a name that is not there"

		`tests/cli/not_in_a_list.bats`
	END
	run -0 missing "$BATS_TEST_TMPDIR/text"
	[ "${lines[0]}" = "no test: - A claim of two lines." ]
	[ "${lines[1]}" = "no file: tests/cli/there_is_none.bats" ]
	[ "${lines[2]}" = \
	    "not in tests/cli/access_default.bats: a name that is not there" ]
	[ "${#lines[@]}" -eq 3 ]
}
