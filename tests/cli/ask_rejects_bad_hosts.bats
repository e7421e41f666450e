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
	rejects 'host: 1' 'a space in a name' 5
	rejects 'host:1e3' 'port 1e3: neither a number nor in the services'
	rejects '[::1]:nosuchservice' 'port nosuchservice: neither a number'
}

@test "hosts that are none" {
	run -2 --separate-stderr "$ruptime" ''
	[[ ${stderr_lines[0]} = 'ruptime: "": a host is missing' ]]
	rejects ':4000' 'no host before the port' 0
	rejects '[]:4000' 'an empty range' 0
	rejects '-x' "a name can't begin with -" 0
	rejects '-x:4000' "a name can't begin with -" 0
}

@test "addresses that are none" {
	rejects '256.1.1.1' 'not an IPv4 address'
	rejects '1.2.3' 'not an IPv4 address'
	rejects '1.2.3.4.5' 'not an IPv4 address'
	rejects '::zz' 'neither host:port nor an IPv6 address' 2
	rejects '1:2:3' 'neither host:port nor an IPv6 address' 0
}

@test "one of a range that is none" {
	run -2 --separate-stderr "$ruptime" '10.0.0.[254-257]'
	[ "$stderr" = 'ruptime: 10.0.0.256: not an IPv4 address' ]
}

@test "blanks" {
	rejects 'a b' 'a space in a name' 1
	rejects ' host' 'a space in a name' 0
	rejects 'host ' 'a space in a name' 4
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
