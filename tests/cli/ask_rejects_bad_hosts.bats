# ruptime(1): "A host that can't be one is a usage error, and so is a name
# that begins with "-"".
load lib

# rejects HOST REASON
rejects() {
	local line=() status=0
	"$ruptime" -- "$1" >"$dir/out" 2>"$dir/err" || status=$?
	[ "$status" -eq 2 ]
	[ ! -s "$dir/out" ]
	mapfile -t line <"$dir/err"
	[[ ${line[0]} = "ruptime: $1: "*"$2"* ]]
	[[ ${line[1]} = "usage: ruptime "* ]]
}

@test "brackets that do not match" {
	rejects '[::1' 'without its "]"'
	rejects '[::1]4000' 'may follow "]"'
	rejects '[::1]]' 'may follow "]"'
	rejects '::1]' 'not an IPv6 address'
	rejects 'a[1' 'no blanks or brackets'
}

@test "ports that are none" {
	rejects 'host:' 'port is empty'
	rejects '[::1]:' 'port is empty'
	rejects 'host:0' 'from 1 to 65535'
	rejects 'host:99999' 'from 1 to 65535'
	rejects 'host:-1' 'port -1'
	rejects 'host: 1' 'port  1'
	rejects 'host:1e3' 'port 1e3'
	rejects '[::1]:nosuchservice' 'nosuchservice'
}

@test "hosts that are none" {
	rejects '' 'host is empty'
	rejects ':4000' 'host is empty'
	rejects '[]:4000' 'host is empty'
	rejects '-x' 'does not begin with "-"'
	rejects '-x:4000' 'does not begin with "-"'
	rejects '[-x]' 'does not begin with "-"'
}

@test "addresses that are none" {
	rejects '256.1.1.1' 'not an IPv4 address'
	rejects '1.2.3' 'not an IPv4 address'
	rejects '1.2.3.4.5' 'not an IPv4 address'
	rejects '::zz' 'not an IPv6 address'
	rejects '1:2:3' 'not an IPv6 address'
	rejects '[host]' 'not an IPv6 address'
	rejects '[127.0.0.1]' 'not an IPv6 address'
}

@test "blanks" {
	rejects 'a b' 'no blanks'
	rejects ' host' 'no blanks'
	rejects 'host ' 'no blanks'
}

@test "what is too long" {
	local long
	long=$(printf 'x%.0s' {1..2000})
	run -2 --separate-stderr "$ruptime" "$long"
	[[ $stderr = *"usage: ruptime "* ]]
	rejects "/$(printf 'x%.0s' {1..108})" 'path of a socket is too long'
	rejects "host:$(printf '1%.0s' {1..40})" 'empty or too long'
}

@test "what begins with a hyphen is an option, not a host" {
	run -2 --separate-stderr "$ruptime" -x
	[[ $stderr = "ruptime: -x: unknown option"* ]]
}
