# ruptime(1), EXAMPLES: "The names of those that are up, into another command".
load lib_example

@test "names for xargs" {
	example 'The names of those that are up'
	# There are no machines to log in to.
	script bin/ssh <<-'EOT'
	[ "$1 $3" = "-n uname" ] || exit 1
	case $2 in
	node02) echo "$2 6.1.0-21-amd64" ;;
	*) echo "$2 6.1.0-18-amd64" ;;
	esac
	EOT
	lab
}
