# CONTRIBUTING.md, "From the chapter to here": where the book's functions are.
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.."
	mapfile -t sources < <(find common ruptimed ruptime -name '*.[ch]')
	sed -n '/^## From the chapter to here/,/^## /p' CONTRIBUTING.md \
	    >"$BATS_TEST_TMPDIR/map"
}

# names: what the map says is here: the second column, and the text below.
names() {
	{
		sed -n 's/^|[^|]*|\(.*\)|$/\1/p' "$BATS_TEST_TMPDIR/map"
		grep -v '^|' "$BATS_TEST_TMPDIR/map"
	} | grep -o '`[^` ]*`' | tr -d '`' | sort -u
}

# is_here NAME: a file, a module, or a function that is defined or called.
is_here() {
	[ -e "$1" ] && return
	printf '%s\n' "${sources[@]}" | grep -qE "/$1\.[ch]\$" ||
	    grep -qE "(^|[^a-z_])$1\(" "${sources[@]}"
}

@test "what the map names is there" {
	local name
	[ "$(names | wc -l)" -gt 30 ]
	for name in $(names); do
		is_here "$name" || { echo "not here: $name"; false; }
	done
}

@test "it has the chapter's functions and listings" {
	local name
	for name in connect_retry print_uptime daemonize set_cloexec initserver \
	    serve popen 16.10 16.11 16.12 16.16 16.17 16.18 16.19 16.20; do
		grep -q "^|[^|]*$name" "$BATS_TEST_TMPDIR/map" ||
		    { echo "no $name"; false; }
	done
}

# Names that differ by an ending only were five of one thing.
@test "ruptimed's names tell serving apart" {
	run -1 grep -nE '^(serve|serve_all|start|server|service)\(' ruptimed/*.c
	[ ! -e ruptimed/service.c ]
}

@test "a constant in ruptimed has one meaning" {
	local name
	for name in $(grep -hoE '^	[A-Z][A-Z_]*_MS = [0-9]' ruptimed/*.c |
	    awk '{ print $1 }' | sort | uniq -d); do
		[[ $name = DEFAULT_* || $name = MAX_* ]] ||
		    { echo "twice: $name"; false; }
	done
}

@test "adding an option: those without a letter, and whose completions" {
	text=$(sed -n '/^## Adding an option/,/^## /p' CONTRIBUTING.md)
	[[ $text = *'without a letter'* ]]
	[[ $text = *'Only ruptime has completions'* ]]
}
