# ruptime(1): -U, "Print only the names of the hosts that are up, one a line";
# -D, of those that are not.
load lib_texts

@test "those that are up" {
	texts -U noise node10 node2
	[ "$status" -eq 1 ]
	prints node2 node10
}

@test "those that are not" {
	texts -D noise node10 nosuch
	[ "$status" -eq 1 ]
	prints noise nosuch
}

@test "nobody is nothing" {
	texts -D alpha
	[ "$status" -eq 0 ]
	[ -z "$output" ]
}
