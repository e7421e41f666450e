# ruptime(1), EXAMPLES: "A lab at a glance", "Ask one host".
load lib_example

@test "one host" {
	example 'Ask one host'
	lab
}

@test "a lab at a glance" {
	example 'A lab at a glance'
	remembered node02 3600 3600000
	remembered node03 191520 60
	# The first command shows the file; make it so.
	sed '/^alpha  /,$d' <<<"$shown" >"$dir/.config/ruptime/hosts"
	grep -q '^node\[01-04\]' "$dir/.config/ruptime/hosts"
	lab
	[ "$status" -eq 1 ]
}
