# ruptime(1), EXAMPLES: "Who has rebooted?  Those that are up for the shortest
# time come first".
load lib_example

@test "who has rebooted" {
	example 'Who has rebooted'
	lab
	[ "$(head -c 6 "$dir/printed")" = node02 ]
}
