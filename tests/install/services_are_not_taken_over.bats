# ruptimed(8): "Where the name or the port is another's it says so and leaves
# the file as it is, with exit status 4".
load lib_services

# taken TEXT LINE...: add and status say so of these lines.
taken() {
	local text=$1
	shift
	database "$@"
	for shell in "${shells[@]}"; do
		for command in add status; do
			run -4 --separate-stderr service "$command" "$services"
			[ -z "$output" ]
			[ "$stderr" = "ruptime-service: $services: $text" ]
			unchanged
		done
	done
}

@test "the port is another service's" {
	taken 'line 2 gives 4000/tcp to icq; left as it is: both programs use'\
' 4000 without a line of their own' 'discard 9/tcp' 'icq 4000/tcp'
}

@test "the port is another's, in another form" {
	taken 'line 1 gives 4000/tcp to terabase; left as it is: both programs'\
' use 4000 without a line of their own' ' terabase 04000/tcp tb # mine'
}

@test "the name is at another port" {
	taken 'line 1 has ruptime at 5000/tcp; left as it is: both programs'\
' use that port' 'ruptime 05000/tcp'
}

@test "the name is the alias of another service" {
	taken 'line 2 has ruptime at 513/tcp; left as it is: both programs use'\
' that port' 'discard 9/tcp' 'who 513/tcp whod ruptime'
}

@test "the name is at another port before it is at ours: the first counts" {
	taken 'line 1 has ruptime at 5000/tcp; left as it is: both programs'\
' use that port' 'ruptime 5000/tcp' "$line"
}

@test "the name counts before the port" {
	taken 'line 2 has ruptime at 5000/tcp; left as it is: both programs'\
' use that port' 'icq 4000/tcp' 'ruptime 5000/tcp'
}

@test "what drives a terminal is not shown" {
	taken 'line 1 gives 4000/tcp to a?[31m; left as it is: both programs'\
' use 4000 without a line of their own' $'a\e[31m 4000/tcp'
}

@test "our line beside another of the same port is there" {
	database 'icq 4000/tcp' "$line"
	run -0 service add "$services"
	unchanged
	run -0 service status "$services"
}

@test "remove takes no other's line, and does not mind" {
	for other in 'icq 4000/tcp' 'ruptime 5000/tcp' 'ruptime 4000/tcp' \
	    "# $line" "$line, mine" " $line"; do
		for shell in "${shells[@]}"; do
			database "$other"
			run -0 service remove "$services"
			[[ ${lines[-1]} == "$services: nothing to remove" ]]
			unchanged
		done
	done
}
