# CONTRIBUTING.md: "A test holds usage.c, the manual page and the completions
# against each other: they name the same options".
load lib

root=$BATS_TEST_DIRNAME/../..

# Sets of options: lines "-x", "--name" or, where it has an argument, "--name=".
option='-(-[a-z0-9-]+=?|[A-Za-z0-9])'

# of_help PROGRAM
of_help() {
	"$1" --help | grep -E '^ {2,6}-' | cut -c 1-25 | tr -d '[' |
	    grep -oE -- "$option" | sort
}

# letters_of_synopsis PROGRAM
letters_of_synopsis() {
	"$1" --help | sed '/^$/q' | grep -oE '\[-[A-Za-z0-9]+' | tr -d '[-' |
	    fold -w 1 | sed 's/^/-/' | sort
}

# of_manual PAGE
of_manual() {
	sed -nE 's/ Ns (Op )?= Ns/=/; s/Fl /-/g; s/^\.It -/-/p' "$1" |
	    grep -oE -- "$option" | sort
}

# letters_of_manual PAGE: those of its synopsis.
letters_of_manual() {
	sed -nE 's/^\.O[op] Fl ([A-Za-z0-9]+).*/\1/p' "$1" | fold -w 1 |
	    sed 's/^/-/' | sort
}

# same WHAT ONE OTHER: two sets, neither empty.
same() {
	echo "$1"
	[ -n "$2" ]
	diff <(echo "$2") <(echo "$3")
}

@test "ruptime: the manual page has what --help has" {
	same options "$(of_help "$ruptime")" "$(of_manual "$root/man/ruptime.1")"
}

@test "ruptimed: the manual page has what --help has" {
	same options "$(of_help "$ruptimed")" \
	    "$(of_manual "$root/man/ruptimed.8")"
}

@test "each synopsis has them" {
	local letters pair
	for pair in "$ruptime ruptime.1" "$ruptimed ruptimed.8"; do
		letters=$(of_help "${pair% *}" | grep -x -- '-.')
		same "$pair" "$letters" "$(letters_of_synopsis "${pair% *}")"
		same "$pair" "$letters" \
		    "$(letters_of_manual "$root/man/${pair#* }")"
	done
}

@test "the programs take these and no other letter" {
	local program letter known message
	for program in "$ruptime" "$ruptimed"; do
		known=$(of_help "$program")
		for letter in {0..9} {a..z} {A..Z}; do
			message=$("$program" -h "-$letter" 2>&1 >/dev/null) ||
			    true
			if grep -qx -- "-$letter" <<<"$known"; then
				[[ $message != *'unknown option'* ]]
			else
				[[ $message == *"-$letter: unknown option"* ]]
			fi
		done
		for letter in $(grep -e '^--' <<<"$known"); do
			message=$("$program" -h "$letter" 2>&1 >/dev/null) ||
			    true
			[[ $message != *'unknown option'* ]]
			[[ $message != *'ambiguous option'* ]]
		done
	done
}

@test "ruptime: bash completes them" {
	# shellcheck disable=SC2016
	got=$(bash --norc -c '. "$0"; COMP_WORDS=(ruptime -) COMP_CWORD=1
	    _ruptime; printf "%s\n" "${COMPREPLY[@]}"' \
	    "$root/packaging/completions/ruptime.bash" | sort)
	same bash "$(of_help "$ruptime")" "$got"
}

@test "ruptime: zsh completes them" {
	same zsh "$(of_help "$ruptime")" "$(grep -oE "[{,']$option" \
	    "$root/packaging/completions/_ruptime" | cut -c 2- | sort)"
}

@test "ruptime: fish completes them" {
	same fish "$(of_help "$ruptime" | tr -d =)" "$(sed -nE \
	    's/^complete -c ruptime (-.*) -d .*/\1/p' \
	    "$root/packaging/completions/ruptime.fish" |
	    grep -oE -- '-(s .|l [a-z0-9-]+)' |
	    sed 's/^-s /-/; s/^-l /--/' | sort)"
}

# CONTRIBUTING.md, "Adding a format": what -o is said to take.
@test "each format has its name in all of them" {
	local name names list file
	names=$(sed -nE 's/^FORMAT\([A-Z_]+, "([a-z0-9]+)".*/\1/p' \
	    "$root/ruptime/show/format_list.h" | xargs)
	[[ $names == *' '*' '* ]]
	list=$(sed 's/ /, /g; s/, \([a-z0-9]*\)$/ or \1/' <<<"$names")
	echo "$list"
	"$ruptime" --help | grep -qxE -- " +-o, --output=FORMAT +$list"
	grep -qF "\"-o takes $list\"" "$root/ruptime/habits.c"
	grep -qxF ".It \"-o TEXT: $list is needed\"" "$root/man/ruptime.1"
	for file in _ruptime ruptime.bash ruptime.fish; do
		echo "$file"
		grep -qF "$names" "$root/packaging/completions/$file"
	done
	for name in $names; do
		echo "$name"
		grep -qxF ".It Cm $name" "$root/man/ruptime.1"
		grep -qwF "$name" "$root/README.md"
	done
}
