# ruptime(1), EXAMPLES: "Who has been up for the shortest time?"
load lib_example

@test "who has been up for the shortest time" {
	example 'Who has been up for the shortest time'
	remembered node03 191520 60
	lab
	[ "$(head -c 6 "$dir/printed")" = node02 ]
}
