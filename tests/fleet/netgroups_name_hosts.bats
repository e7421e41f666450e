# ruptime(1): "The hosts of the netgroup, as getnetgrent(3) has it ... Members
# without a host, or with '-', are passed over."
load lib_cable

# netgroup LINE...: what /etc/netgroup says; then a room with alpha up, at the
# default port and at 4001, and beta and gamma down.
netgroup() {
	printf '%s\n' "$@" >"$dir/etc/netgroup"
	printf '127.0.1.%s\n' '1 alpha' '2 beta' '3 gamma' >>"$dir/etc/hosts"
	start_etc_room
	far=("${inside[@]}")
	far_daemon 127.0.1.1 -l 127.0.1.1:4001
}

@test "its hosts are asked, also those of groups in it" {
	netgroup 'lab (alpha,,) rack' 'rack (beta,-,) (,user,) (-,user,)'
	fleet 1 @lab
	asked alpha beta
	is alpha up
	is beta refused
	[ -z "$stderr" ]
}

@test "at the port that is given" {
	netgroup 'lab (alpha,,)'
	fleet 0 @lab:4001
	are_up alpha:4001
	fleet 0 @lab:ruptime,@lab:4001
	are_up alpha:ruptime alpha:4001
}

@test "in files, and for -x" {
	netgroup 'lab (alpha,,) (beta,,)' 'rack (beta,,) (gamma,,)'
	printf '@lab\n@rack # more\n' >"$dir/list"
	fleet 0 -f "$dir/list" -x @rack
	are_up alpha
	fleet 1 -f "$dir/list" -x @lab:4001 -x gamma
	asked alpha beta
	fleet 0 alpha beta:4001 alpha:4001 -x beta,@lab:4000
	are_up alpha:4001
}

@test "a group that names itself ends" {
	netgroup 'lab (alpha,,) lab rack' 'rack lab (alpha,,) rack'
	fleet 0 @lab
	are_up alpha
}

@test "a thousand members, and a thousand groups" {
	netgroup 'lab (alpha,,)' \
	    "many $(printf '(127.0.1.1,u%d,) ' {1..999})(alpha,,)" \
	    "all $(printf 'g%d ' {1..1000})" \
	    "$(for i in {1..1000}; do echo "g$i (127.0.1.1,,)"; done)"
	fleet 0 @many
	are_up alpha 127.0.1.1
	fleet 0 @all
	are_up 127.0.1.1
	fleet 0 -f - < <(printf '@g%d\n' {1..1000})
	are_up 127.0.1.1
	fleet 2 -f - < <(printf '@h%d\n' {1..1001})
	[[ $stderr = "ruptime: standard input:1001: @h1001: more than 1000\
 sources"* ]]
}

@test "one that is empty or unknown is told of; the others are asked" {
	netgroup 'lab (alpha,,)' 'users (-,user,)' 'none'
	local where='see the netgroup line of /etc/nsswitch.conf,'
	where+=' where files means /etc/netgroup'
	fleet 1 @lab @none
	are_up alpha
	[ "$stderr" = "ruptime: @none: no such netgroup, or nobody in it; $where" ]
	echo '@nobody' >"$dir/list"
	fleet 2 -f "$dir/list"
	[ "$stderr" = "ruptime: $dir/list:1: @nobody: no such netgroup, or nobody\
 in it; $where" ]
	fleet 2 @users
	[ "$stderr" = "ruptime: @users: no member of this netgroup is a host" ]
	fleet 3 -o nagios @lab @none
	[[ $output = "RUPTIME OK - alpha up "* ]]
	# It may have named beta.
	fleet 1 @lab @none -x beta
	are_up alpha
	[ "$stderr" = "ruptime: @none: no such netgroup, or nobody in it; $where" ]
	# Whom it would have left out is not known.
	fleet 2 alpha -x @none
	[ -z "$output" ]
}

@test "members that can't be hosts are passed over, and told of" {
	netgroup 'lab (-oProxyCommand=x,,) (../x,,) (a[1-2],,) (alpha,,) (::1,,)'
	fleet 1 -T 1 @lab:4001
	asked alpha:4001 '[::1]:4001'
	[ "${#stderr_lines[@]}" -eq 3 ]
	[[ $stderr = *"ruptime: @lab:4001: ../x: "* ]]
}

@test "with -e as anybody who was named" {
	netgroup 'lab (alpha,,) (beta,,)'
	fleet 1 -o raw -e 'echo %h %p' @lab:4001
	[ "$(sort <<<"$output")" = "alpha:4001: alpha 4001
beta:4001: beta 4001" ]
}

@test "bad ones are usage errors that point at the character" {
	netgroup 'lab (alpha,,)'
	local operand why
	while IFS='|' read -r operand why; do
		fleet 2 alpha "$operand"
		[ -z "$output" ]
		[ "${stderr_lines[0]}" = "ruptime: $operand: $why" ]
	done <<'END'
@|the name of a netgroup is missing
@:80|the name of a netgroup is missing
@lab:|no port after the colon
@lab:0|a port is 1 to 65535 or a service
@lab[1-3]|a netgroup takes no range
@-lab|a name can't begin with -
10.0.0.0/33|the prefix is a number from 0 to 32
10.0.0.0/-1|the prefix is a number from 0 to 32
10.0.0.0/8|16777214 hosts, and 65536 are the most
10.0.0/24|not an address before the /
2001:db8::/64|2^64 hosts, and 65536 are the most
10.0.0.0/2[4-5]|a network takes no range
_ruptime|a service is _name._tcp, or _name._tcp.domain
_ruptime._tcp.local:4000|a service says itself at which ports
END
	fleet 2 -w 10.0.0.0/24
	[[ ${stderr_lines[0]} = "ruptime: 10.0.0.0/24: -w waits for "* ]]
	fleet 2 -6 10.0.0.0/24
	[ "${stderr_lines[0]}" = "ruptime: 10.0.0.0/24: IPv4, and -6 was given" ]
	echo _ruptime._tcp.example.org >"$dir/list"
	fleet 2 -e 'echo %h' -f "$dir/list"
	[ "${stderr_lines[0]}" = "ruptime: $dir/list:1: _ruptime._tcp.example.org:\
 for -e name the service on the command line" ]
}
