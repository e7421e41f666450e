# ruptime(1), EXAMPLES: "Use the answer in a script", "See why it does not
# work", "Ask without this program".
load lib_example

@test "in a script" {
	example 'Use the answer in a script'
	lab
}

@test "see why" {
	example 'See why it does not work'
	commands+=' 2>&1'
	lab
}

@test "ask without this program" {
	need nc
	example 'Ask without this program'
	lab
}
