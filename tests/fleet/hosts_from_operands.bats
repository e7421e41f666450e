# ruptime(1): "Several may stand in one operand, parted by commas or blanks,
# and brackets hold ranges"; "A host that is named twice is asked once"; "-x
# takes the same".
load lib_fleet

test_setup() {
	start_wide_daemon
}

# v4 NUMBER...: 127.0.0.NUMBER of each.
v4() {
	printf '127.0.0.%s\n' "$@"
}

@test "operands, lists and ranges" {
	fleet 0 -p "$port" 127.0.0.1 127.0.0.2,127.0.0.3 '127.0.0.[8-10,20]' \
	    '127.0.[1-2].[1-2],127.0.0.4,'
	# shellcheck disable=SC2046 # words
	are_up $(v4 1 2 3 8 9 10 20 4) 127.0.{1,2}.{1,2}
}

@test "who is named twice is asked once" {
	fleet 0 -p "$port" 127.0.0.1 '127.0.0.[1-3]' 127.0.0.2,127.0.0.1 \
	    -f - <<<'127.0.0.3 127.0.0.1'
	# shellcheck disable=SC2046 # words
	are_up $(v4 1 2 3)
	was_asked 3
}

@test "who is written in several ways is asked once" {
	fleet 0 -p "$port" 127.0.0.1 "127.0.0.1:$port" "127.0.0.1:000000$port" \
	    "[::ffff:127.0.0.1]" 127.0.0.2 -f - <<<"::ffff:7f00:2, LOCALHOST" \
	    -4 localhost "LocalHost:$port"
	asked 127.0.0.1 127.0.0.2 localhost
	was_asked 3
}

@test "commas and blanks as people set them" {
	fleet 0 -p "$port" 127.0.0.1 , ,127.0.0.2, '127.0.0.3 , 127.0.0.[4, 5]' \
	    $'127.0.0.6\r\n127.0.0.7\r\n'
	# shellcheck disable=SC2046 # words
	are_up $(v4 1 2 3 4 5 6 7)
}

@test "a port of many digits is a port" {
	fleet 0 -p "000000$port" "127.0.0.1:0000000$port" 127.0.0.2
	are_up "127.0.0.1:0000000$port" 127.0.0.2
}

# Else half an hour: the database is read from its beginning each time.
@test "a service is looked up once, however many hosts name it" {
	need strace
	strace -f -o "$dir/trace" -e trace=openat "$ruptime" -T 0.001 -R 0 -F 1 \
	    -x 'n[2-1000]' 'n[1-1000]:http' -x 'm[1-999]:https,m[1-999]' \
	    'm[1-999]:https' >/dev/null 2>&1 || [ "$?" -eq 1 ]
	[ "$(grep -c '"/etc/services"' "$dir/trace")" -le 3 ]
}

@test "-x leaves hosts out, wherever they were named" {
	fleet 0 -p "$port" -x '127.0.0.[2-3]' --exclude=127.0.0.9,127.0.0.5 \
	    '127.0.0.[1-6]' -f - <<<'127.0.0.5 127.0.0.7'
	# shellcheck disable=SC2046 # words
	are_up $(v4 1 4 6 7)
	was_asked 4
}

@test "-x without a port leaves out the host at any" {
	fleet 1 -o table -R 0 -x 127.0.0.1 -x "127.0.0.2:$port" "127.0.0.1:$port" \
	    127.0.0.1:9 "127.0.0.2:$port" 127.0.0.2:9
	asked 127.0.0.2:9
	was_asked 0
}

@test "one host that is left is not a table" {
	run -0 timeout 60 "$ruptime" -p "$port" -x 127.0.0.2 '127.0.0.[1-2]'
	is_uptime "$output"
}

@test "nobody is left" {
	fleet 2 -p "$port" -x '127.0.0.[1-9]' '127.0.0.[2-3]'
	[ -z "$output" ]
	[ "$stderr" = "ruptime: no host is left to ask: -x leaves out all 2" ]
	was_asked 0
}

# "What leaves out nobody is told of"
@test "whom -x does not leave out is told, entry by entry" {
	idle() {
		local said=$1
		shift
		fleet 0 -o table -p "$port" "$@" '127.0.0.[1-4]'
		[ "$stderr" = "${said:+ruptime: -x $said}" ]
	}
	idle '127.0.0.9: nobody is left out by this' -x 127.0.0.9
	idle '127.0.0.4:1: nobody is left out by this' -x 127.0.0.4:1
	idle 'nod[1-3], 10.0.0.0/8: nobody is left out by these' \
	    -x 127.0.0.4,nod[1-3] -x 10.0.0.0/8
	idle 'a, b, c, d, e and 2 more: nobody is left out by these' \
	    -x a,b,c,d,e,f,g
	idle '' -x '127.0.0.[4-9]' -x 127.0.0.4 -x "127.0.0.4:$port" \
	    -x 127.0.0.4/31
}

@test "a bad one among good ones is pointed at, and nobody is asked" {
	fleet 2 -p "$port" 127.0.0.1 '127.0.0.[1-3],node[3-1]'
	[ -z "$output" ]
	[ "${#stderr_lines[@]}" -eq 2 ]
	[[ ${stderr_lines[0]} = "ruptime: "*"node[3-1]: "* ]]
	local at=${stderr_lines[1]%^}
	[[ ${stderr_lines[1]} = *^ && ${stderr_lines[0]:${#at}} = -1]* ]]
	fleet 2 -p "$port" -x 'node[3-1]' 127.0.0.1 127.0.0.2
	[ -z "$output" ]
	[[ $stderr = *"node[3-1]: "* ]]
	was_asked 0
}
