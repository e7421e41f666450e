# ruptime(1), "Coming from pdsh, clush, fping"; and what both programs say of
# the options of others: what they point at exists.
load lib

root=$BATS_TEST_DIRNAME/../..

# has PROGRAM OPTION...: --help has each.
has() {
	local program=$1 option help
	shift
	help=$("$build/$program" --help)
	for option; do
		grep -qE -- "^ +(-., )?$option([,= [-]|\$)" <<<"$help" ||
		    { echo "$program has no $option"; false; }
	done
}

# hinted FILE: the options that its hints point at; the first word between
# quotes of a row is what was typed.
hinted() {
	sed -E 's/^	\{ "[^"]*",//; /^ \*/d' "$1" | grep -o '"[^"]*"' |
	    sed "s/'ssh [^']*'//g" |
	    grep -oE '(^|[ "(])-(-[a-z-]+|[A-Za-z0-9])\b' | tr -d ' "(' |
	    sort -u
}

@test "hints point at options that exist" {
	local program
	for program in ruptime ruptimed; do
		mapfile -t options < <(hinted "$root/$program/habits.c" |
		    grep -vx -e -A -e -vv)
		[ "${#options[@]}" -gt 5 ]
		has "$program" "${options[@]}"
	done
	has ruptimed -A
}

@test "no row of hints hides an option that exists" {
	local program letter
	for program in ruptime ruptimed; do
		for letter in $(sed -nE 's/^	\{ "(-[A-Za-z0-9]|--[a-z-]+)",.*/\1/p' \
		    "$root/$program/habits.c"); do
			run ! has "$program" "$letter"
		done
	done
}

# The letters that the second column of the page's table has.
@test "the manual's section has the habits, and options that exist" {
	local word
	sed -n '/^\.Ss Coming from pdsh, clush, fping/,/^\.Sh/p' \
	    "$root/man/ruptime.1" >"$dir/section"
	for word in 'pdsh -w' 'clush -w' 'clush -g' 'fping -a' 'fping -g' \
	    'watch -n' 'nodeset -e' 'pdsh -t' 'pdsh -f' 'uptime -s'; do
		grep -q -- "$word" "$dir/section"
	done
	mapfile -t options < <(sed -n 's/.* Ta //p' "$dir/section" |
	    grep -oE 'Fl [A-Za-z]' | sed 's/Fl /-/' | sort -u)
	[ "${#options[@]}" -gt 8 ]
	has ruptime "${options[@]}"
}
