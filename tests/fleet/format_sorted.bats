# ruptime(1): "Hosts are listed by name, as people count: node2 before node10.
# -r turns that round.  With -l, -t or -u those with the highest load of one
# minute, the longest time up or the most users come first".
load lib_texts

# order_is OPTIONS NAME...: in this order, whichever comes first on the line.
order_is() {
	local options=$1
	shift
	# shellcheck disable=SC2086 # a list of options
	texts -o table $options noise node10 alpha db-primary node2
	[ "$(printf '%s\n' "${lines[@]}" | cut -d' ' -f1 | paste -sd' ')" = "$*" ]
}

@test "by name" {
	order_is '' alpha db-primary node2 node10 noise
	order_is -r noise node10 node2 db-primary alpha
}

@test "by load" {
	order_is -l db-primary node10 node2 alpha noise
	order_is -lr alpha node2 node10 db-primary noise
}

@test "by uptime: -t -r shows who has rebooted" {
	order_is -t db-primary alpha node2 node10 noise
	order_is '-t -r' node10 node2 alpha db-primary noise
}

@test "by users; node10 does not tell" {
	order_is -u db-primary node2 alpha node10 noise
	order_is -ur alpha node2 db-primary node10 noise
}

@test "in other formats too" {
	texts -l -o raw alpha db-primary
	[[ ${lines[0]} = 'db-primary: '* ]]
	texts -l -U alpha db-primary node2
	prints db-primary node2 alpha
}
