# ruptimed(8): "-h prints a summary of the options, -V the version, and both
# exit with 0".
load lib_startup

@test "-h and --help" {
	run -0 --separate-stderr "$ruptimed" -h
	[ -z "$stderr" ]
	[[ ${lines[0]} == "usage: ruptimed [-46fhiVv] "* ]]
	help=$output
	run -0 "$ruptimed" --help
	[ "$output" = "$help" ]
}

@test "every option of the synopsis is explained, with its long name" {
	run -0 "$ruptimed" -h
	for option in 4 6 A a c f h i l m P p t u V v; do
		grep -Eq "^  -$option, --[a-z]" <<<"$output"
	done
	[ "$(grep -Ec '^  -' <<<"$output")" -eq 16 ]
	# On a screen of 80 columns.
	run ! grep -E '.{80}' <<<"$output"
}

@test "-V and --version" {
	run -0 --separate-stderr "$ruptimed" -V
	[ -z "$stderr" ]
	[[ $output =~ ^"ruptimed "[0-9]+\.[0-9]+ ]]
	[ "${#lines[@]}" -eq 1 ]
	version=$output
	run -0 "$ruptimed" --version
	[ "$output" = "$version" ]
}

@test "they start nothing, whatever else is asked for" {
	run -0 "$ruptimed" -P "$dir/run/pid" -l "$dir/run/socket" -h
	run -0 "$ruptimed" -P "$dir/run/pid" -l "$dir/run/socket" -V
	[ ! -e "$dir/run/pid" ]
	[ ! -e "$dir/run/socket" ]
	nothing_left
}

@test "they are no help where another option is wrong" {
	run -2 --separate-stderr "$ruptimed" -h -m 0
	[[ $stderr == "ruptimed: -m 0: "* ]]
}

@test "output that cannot be written is an error" {
	[ -c /dev/full ] || skip "needs /dev/full"
	for option in -h -V; do
		status=0
		"$ruptimed" "$option" >/dev/full 2>"$dir/err" || status=$?
		[ "$status" -eq 1 ]
		grep -q 'No space left on device' "$dir/err"
	done
}
