# CONTRIBUTING.md: "A ! before a command is for conditions: set -e does not heed
# it, so that what is said there can't fail".
load lib

# bare FILE...: where a statement begins with one that decides nothing.  It may
# be followed by ||, or be the last of a function, whose result it is.
bare() {
	awk '
	    function judge(next_line) {
		if (found && next_line !~ /^[ \t]*}/)
			print where ": " found
		found = ""
	    }
	    FNR == 1 { judge(""); text = "" }
	    /^[ \t]*(#|$)/ { next }
	    {
		sub(/^[ \t]+/, "")
		if (text == "")
			at = FILENAME ":" FNR
		text = text " " $0
	    }
	    # It goes on in the next line.
	    /(\\|\||&&)$/ { sub(/\\$/, "", text); next }
	    {
		judge($0)
		where = at
		if (text ~ /(^|;|&&|\|\||[{(]|then|do|else) +! / &&
		    text !~ /^ *(if|while|until|elif) / &&
		    text !~ / ! .*\|\| / &&
		    text !~ /run ! / && text !~ /; (then|do)$/)
			found = text
		text = ""
	    }
	    END { judge("") }' "$@"
}

@test "none in the tests and the scripts" {
	cd "$BATS_TEST_DIRNAME/../.."
	found=$(find tests packaging .ci -name data -prune -o -name corpus -prune \
	    -o -type f \( -name '*.bats' -o -name '*.bash' -o -name '*.sh' \
	    -o -name '*inst' -o -name '*rm' -o -name run -o -name run-one \
	    -o -name ruptime-service -o -path '*/sysvinit/ruptimed' \
	    -o -path '*/openrc/ruptimed' -o -path '*/debian/tests/*' \) -print)
	[ "$(wc -l <<<"$found")" -gt 150 ]
	mapfile -t files <<<"$found"
	run -0 bare "${files[@]}"
	echo "$output"
	[ -z "$output" ]
}

# NOT stands for it, so that this file has none.
found_in() {
	sed 's/NOT/!/' >"$dir/sample"
	run -0 bare "$dir/sample"
	[ -n "$output" ]
}

not_found_in() {
	sed 's/NOT/!/' >"$dir/sample"
	run -0 bare "$dir/sample"
	[ -z "$output" ]
}

@test "each kind of them is found" {
	found_in <<<$'NOT gone "$pid"\nwait'
	found_in <<<$'\tNOT gone "$pid"\n# as follows\n\twait'
	found_in <<<$'for n in 1 2; do\n\tNOT gone "$n"\ndone'
	found_in <<<$'for n in 1 2; do NOT gone "$n"; done'
	found_in <<<$'grep a b && NOT grep c d'
	found_in <<<$'grep a b &&\n    NOT grep c d'
	found_in <<<$'NOT cat file |\n    grep x'
	found_in <<<$'NOT cat \\\n    file'
	found_in <<<$'NOT grep a b'
	found_in <<<$'inside \'\n\tNOT daemon_runs\n\tcmp a b\''
	found_in <<<$'if true; then\n\tNOT grep a b\nfi'
}

@test "conditions, and what decides, are not" {
	not_found_in <<<$'if NOT gone "$pid"; then\n\twait\nfi'
	not_found_in <<<$'while NOT gone "$pid"; do\n\twait\ndone'
	not_found_in <<<$'NOT gone "$pid" || return 1\nwait'
	not_found_in <<<$'NOT gone \\\n    "$pid" || false\nwait'
	not_found_in <<<$'run NOT gone "$pid"\nwait'
	not_found_in <<<$'lives() {\n\tNOT gone "$1"\n}'
	not_found_in <<<$'find . \\\n    NOT -name x\nwait'
	not_found_in <<<$'[ NOT -e file ]\nwait'
	not_found_in <<<$'# NOT this\nwait'
}
