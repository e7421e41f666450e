# CONTRIBUTING.md: what each module is, and which libraries it may use.
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.."
	text=$(<CONTRIBUTING.md)
	mapfile -t modules < <(find common ruptime ruptimed -name '*.[ch]')
	[ "${#modules[@]}" -gt 100 ] # of none nothing is wrong
}

# includers PATTERN: the modules whose files include such a header.
includers() {
	grep -lE "^#include [<\"]$1" "${modules[@]}" |
	    sed 's|.*/||; s|\..*||' | sort -u
}

@test "each module has its line" {
	missing=
	for file in "${modules[@]}"; do
		name=${file##*/}
		[[ $text == *"\`${name%.*}\`"* || $text == *"\`$name\`"* ]] ||
		    missing+=" $name"
	done
	[ -z "$missing" ] || { echo "without a line:$missing"; false; }
}

@test "only the modules that are named include libevent" {
	named=$(sed -n '/^- Only `listener`/,/include libevent/p' \
	    CONTRIBUTING.md | sed 's/include libevent.*//' |
	    grep -o '`[^`]*`' | tr -d '`' | sed 's/\.h$//' | sort)
	[ "$(includers event2/)" = "$named" ]
}

@test "libsystemd, jansson and threads have one module each" {
	[ "$(includers systemd/)" = systemd ]
	[ "$(includers jansson)" = export_json ]
	[ "$(includers '(curses|term)\.h')" = codes ]
	[ "$(includers pthread)" = $'localnames\nworkers' ]
	run -0 grep -l pthread_create "${modules[@]}"
	[ "$output" = ruptime/ask/workers.c ]
}

@test "a file ends at 400 lines" {
	run -0 awk 'FNR == 401 { print FILENAME }' "${modules[@]}"
	[ -z "$output" ] || { echo "split: $output"; false; }
}

@test "a process group is killed in one file" {
	run -0 grep -lE '\b(killpg|kill)\((-|0,)|\bkillpg\b' "${modules[@]}"
	[ "$output" = common/child.c ]
}
