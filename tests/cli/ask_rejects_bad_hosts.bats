# ruptime(1): "A host that can't be one is a usage error, which points at the
# character, and so is a name that begins with "-"".
load lib

# rejects HOST REASON [COLUMN]: the character of the host that is pointed at,
# counted from 0; none: there is no such line.
rejects() {
	local line=() status=0 prefix="ruptime: "
	"$ruptime" -- "$1" >"$dir/out" 2>"$dir/err" || status=$?
	[ "$status" -eq 2 ]
	[ ! -s "$dir/out" ]
	mapfile -t line <"$dir/err"
	[[ ${line[0]} = "$prefix$1: $2"* ]]
	if [ $# -eq 3 ]; then
		[ "${line[1]}" = "$(printf '%*s^' $((${#prefix} + $3)) '')" ]
		[ "${#line[@]}" -eq 2 ]
	else
		[ "${#line[@]}" -eq 1 ]
	fi
}

@test "brackets that do not match" {
	rejects '[::1' 'a [ without its ]' 0
	rejects '[::1]4000' 'after ] comes :port' 5
	rejects '[::1]]' 'a ] without its [' 5
	rejects '::1]' 'a ] without its [' 3
	rejects 'a[1' 'a [ without its ]' 1
}

@test "ranges that are none" {
	rejects 'node[3-1]' 'a range counts upwards' 6
	rejects 'node[]' 'an empty range' 4
	rejects 'node[a-b]' 'a range is made of numbers' 5
}

@test "ports that are none" {
	rejects 'host:' 'no port after the colon' 4
	rejects 'host:0' 'a port is 1 to 65535 or a service' 5
	rejects 'host:99999' 'a port is 1 to 65535 or a service' 5
	rejects 'host:-1' 'a port is 1 to 65535 or a service' 5
	rejects 'host:1e3' 'neither a number nor in the services' 5
	rejects '[::1]:nosuchservice' 'neither a number nor in the services' 6
}

@test "hosts that are none" {
	run -2 --separate-stderr "$ruptime" ''
	[[ ${stderr_lines[0]} = 'ruptime: "": a host is missing' ]]
	rejects ':4000' 'no host before the port' 0
	rejects '[]:4000' 'an empty range' 0
	rejects '-x' "a name can't begin with -" 0
	rejects '-x:4000' "a name can't begin with -" 0
}

@test "files that lack -f" {
	rejects 'lists/rack' "a / in a name: a socket's path begins with one; a\
 file of hosts is for -f" 5
	rejects './rack' 'a / in a name' 1
	rejects '../rack' 'a / in a name' 2
	rejects './24' 'a / in a name' 1
}

@test "addresses that are none" {
	rejects '256.1.1.1' 'not an IPv4 address' 0
	rejects '1.2.3' 'not an IPv4 address' 0
	rejects '1.2.3.4.5' 'not an IPv4 address' 0
	rejects '0x7f.1' 'not an IPv4 address' 0
	rejects '::zz' 'neither host:port nor an IPv6 address' 2
	rejects '1:2:3' 'neither host:port nor an IPv6 address' 0
	rejects '10.0.0.[254-257]' 'not an IPv4 address' 8
}

# getaddrinfo(3) takes "*" for this machine.
@test "characters that no name has" {
	rejects '*' 'a name has letters, digits, - . and _ only' 0
	rejects 'a"b' 'a name has letters, digits, - . and _ only' 1
	rejects ';' 'a name has letters, digits, - . and _ only' 0
	rejects 'n@s' 'user@host is for -e; a name has letters' 1
	rejects 'node{001' 'a range is written in [ ]' 4
	run -2 --separate-stderr "$ruptime" 'nas port=4001'
	[[ ${stderr_lines[0]} = 'ruptime: port=4001: a name has letters'* ]]
	run -2 --separate-stderr "$ruptime" -f - <<<'* nas'
	[[ ${stderr_lines[0]} = 'ruptime: standard input:1: *: a name has'* ]]
	run -2 --separate-stderr "$ruptime" -x '*' nas
	[[ ${stderr_lines[0]} = 'ruptime: *: a name has'* ]]
}

@test "nothing but blanks" {
	run -2 --separate-stderr "$ruptime" '  '
	[[ ${stderr_lines[0]} = 'ruptime:   : a host is missing' ]]
	run -2 --separate-stderr "$ruptime" ,
	[ "$stderr" = 'ruptime: no host is left to ask' ]
}

@test "what is too long" {
	local long
	long=$(printf 'x%.0s' {1..2000})
	run -2 --separate-stderr "$ruptime" "$long"
	[[ $stderr = *"a name has at most 1024 bytes"* ]]
	run -2 --separate-stderr "$ruptime" "/$(printf 'x%.0s' {1..108})"
	[[ $stderr = *'too long for the path of a socket'* ]]
	rejects "host:$(printf '1%.0s' {1..40})" 'a port is 1 to 65535' 5
}

@test "what begins with a hyphen is an option, not a host" {
	run -2 --separate-stderr "$ruptime" -k
	[[ $stderr = "ruptime: -k: unknown option"* ]]
}
