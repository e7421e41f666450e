# SECURITY.md: "Every claim in a list names the tests that prove it;
# tests/cli/claims_have_tests.bats fails where one does not, or where such a
# test does not exist". So do the claims of ruptimed(8) on init systems, in
# comments.
bats_require_minimum_version 1.5.0

setup() {
	top=$BATS_TEST_DIRNAME/../..
	security=$top/SECURITY.md
	manual=$top/man/ruptimed.8
}

# list_claims FILE: each item of its lists, on a line of its own.
list_claims() {
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

# manual_claims FILE: each paragraph and each item of a list in the sections
# whose titles begin with "Under system", on a line of its own; the comments in
# it become proofs as SECURITY.md writes them.
manual_claims() {
	awk '
	function end() {
		if (claim != "")
			print claim proofs
		claim = proofs = ""
	}
	/^\.(Ss|Sh|Pp|Bl|It) ?/ {
		end()
		if ($1 == ".Ss" || $1 == ".Sh")
			inside = /^\.Ss Under (systemd|System V init|OpenRC)$/
		next
	}
	!inside || /^\.(El|Bd|Ed)/ || /^\.\\" Tests:$/ {
		next
	}
	/^\.\\" +tests\// {
		proofs = proofs " `" $2 "`"
		next
	}
	/^\.\\" +"/ {
		sub(/^\.\\" +/, " ")
		proofs = proofs $0
		next
	}
	{
		claim = claim " " $0
	}
	END {
		end()
	}' "$1"
}

# proofs CLAIM: the tests that it names, as a file and names in quotes.
proofs() {
	grep -oE '`tests/[^`]+`( "[^"]*")*' <<<"$1"
}

# has_test FILE NAME: as a case of bats, a check of a campaign, or cmocka's.
has_test() {
	grep -qF -e "@test \"$2\" {" -e "check \"$2\"" -e "$2(void **" "$1"
}

# missing: what is wrong with the claims on standard input, a line each.
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
	done
}

@test "each claim of SECURITY.md names tests that exist" {
	list_claims "$security" >"$BATS_TEST_TMPDIR/claims"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/claims")" -gt 20 ]
	run -0 missing <"$BATS_TEST_TMPDIR/claims"
	echo "$output"
	[ -z "$output" ]
}

@test "each claim of the manual on init systems names tests that exist" {
	manual_claims "$manual" >"$BATS_TEST_TMPDIR/claims"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/claims")" -gt 20 ]
	run -0 missing <"$BATS_TEST_TMPDIR/claims"
	echo "$output"
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
	run -0 missing < <(list_claims "$BATS_TEST_TMPDIR/text")
	[ "${lines[0]}" = "no test: - A claim of two lines." ]
	[ "${lines[1]}" = "no file: tests/cli/there_is_none.bats" ]
	[ "${lines[2]}" = \
	    "not in tests/cli/access_default.bats: a name that is not there" ]
	[ "${#lines[@]}" -eq 3 ]
}

@test "so they are in the manual" {
	cat >"$BATS_TEST_TMPDIR/text" <<-'END'
		.Ss Elsewhere
		Text.
		.Ss Under systemd
		A claim of
		.Nm .
		.Pp
		Another:
		.Bd -literal
		a command
		.Ed
		.\" Tests:
		.\"   tests/cli/there_is_none.bats
		.\"     "a name"
		.Bl -tag
		.It Fl o
		An item.
		.El
		.\" Tests:
		.\"   tests/cli/access_default.bats
		.\"     "they may, and no other network"
		.\"     "a name that is not there"
		.Sh ENVIRONMENT
		Text.
	END
	run -0 missing < <(manual_claims "$BATS_TEST_TMPDIR/text")
	[ "${lines[0]}" = "no test:  A claim of .Nm ." ]
	[ "${lines[1]}" = "no file: tests/cli/there_is_none.bats" ]
	[ "${lines[2]}" = \
	    "not in tests/cli/access_default.bats: a name that is not there" ]
	[ "${#lines[@]}" -eq 3 ]
}
