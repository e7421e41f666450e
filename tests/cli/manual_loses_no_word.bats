# CONTRIBUTING.md: "A word of a manual page that is a macro's name, as No is,
# has \& before it where it stands behind a macro, or quotes around it".
bats_require_minimum_version 1.5.0

pages=$BATS_TEST_DIRNAME/../../man

# Callable macros that are words of English, too; other macros in the middle of
# a line are meant.
words='Ad|An|As|At|Do|Ed|Em|Es|Fa|Ft|In|Me|Ms|So|Us|Va'

# suspects FILE...: macro lines that have such a word in the middle, outside of
# quotes; No counts unless it follows Ta or goes before what takes no words.
suspects() {
	sed -E 's/"[^"]*"//g; s|^\.\\".*||' "$@" |
	    grep -nE "^\..* ($words)( |\$)|^\.D[q1l]( .*)? No |^\.[SQ]q No " || true
}

# of DOCUMENT: its suspects.
of() {
	printf '%s\n' "$@" >"$BATS_TEST_TMPDIR/page"
	suspects "$BATS_TEST_TMPDIR/page"
}

@test "no macro eats a word" {
	local page
	for page in "$pages"/*.[18]; do
		run -0 suspects "$page"
		[ -z "$output" ] || { echo "${page##*/}: $output"; false; }
	done
}

@test "one that does is seen, and what is quoted or escaped is not" {
	[ -n "$(of '.Dq No route to host :')" ]
	[ -n "$(of '.Li Host In network')" ]
	[ -n "$(of '.Em As it is')" ] || [ -n "$(of '.Em what As it is')" ]
	[ -z "$(of '.Dq \&No route to host')" ]
	[ -z "$(of '.It "PATH: No such file At all"')" ]
	[ -z "$(of 'No such file, In no network')" ]
}

# What is between quotation marks in the pages' DIAGNOSTICS stands in the text.
@test "messages come out of mandoc as they stand in the page" {
	local page text message
	command -v mandoc >/dev/null || skip "needs mandoc"
	for page in "$pages"/*.[18]; do
		text=$(mandoc -Tascii -O width=500 "$page" | col -bx |
		    tr -s ' \n' '  ')
		while read -r message; do
			[[ $text = *"$message"* ]] ||
			    { echo "${page##*/}: $message"; false; }
		done < <(sed -nE 's/^\.It "(.*)"$/\1/p; s/^\.Dq \\&(.*[a-z]).*/\1/p' \
		    "$page" | sed 's/""/"/g; s/\\&//g; s/\\\././g' | tr -s ' ')
	done
}
