# ruptime(1), EXAMPLES: "The hosts whose load is above 3, by jq(1)".
load lib_example

@test "busy hosts by jq" {
	need jq
	example 'The hosts whose load is above'
	lab
}
