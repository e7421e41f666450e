# ruptimed(8): "A usage error is told in one line, followed by the synopsis; the
# exit status is 2 and nothing has been started".
load lib_startup

# To begin a command with that is to run in a room of its own.
inside=()

# wrong TEXT ARGUMENT...: a usage error that begins with the text; a daemon with
# the arguments before would have been a good one.
wrong() {
	local text=$1 status=0 lines
	shift
	"${inside[@]}" "$ruptimed" -P "$dir/run/pid" -l "$dir/run/socket" "$@" \
	    >"$dir/out" 2>"$dir/err" || status=$?
	mapfile -t lines <"$dir/err"
	printf '%.200s\n' "ruptimed $*" "$status" "${lines[0]}"
	[ "$status" -eq 2 ]
	[ ! -s "$dir/out" ]
	[[ ${lines[0]} == "ruptimed: $text"* ]]
	[[ ${lines[1]} == "usage: ruptimed [-"* ]]
	[ "${#lines[@]}" -eq 4 ]
	[ ! -e "$dir/run/pid" ]
	[ ! -e "$dir/run/socket" ]
}

# wrong_for OPTION TEXT VALUE...: each value of the option is one; TEXT follows
# the option and the value.
wrong_for() {
	local option=$1 text=$2 value
	shift 2
	for value; do
		wrong "-$option $value: $text" "-$option" "$value"
	done
}

@test "an option that does not exist" {
	wrong '-z: unknown option' -z
	wrong '-z: unknown option' -fz
	wrong '-?: unknown option' '-?'
	wrong '--nonsense: unknown ' --nonsense
	wrong '--ver: ambiguous option: --version or --verbose' --ver
	wrong '--foreground=yes: ' --foreground=yes
}

@test "an option without its argument" {
	for option in A a c l m P p t u; do
		wrong "-$option: this option needs an argument" "-$option"
		wrong "-f$option: this option needs an argument" "-f$option"
	done
	wrong '--port: this option needs an argument' --port
}

@test "an operand" {
	wrong 'localhost: ruptimed takes no operands' localhost
	wrong 'localhost: ruptimed takes no operands' -f localhost -p 0
	wrong 'localhost: ruptimed takes no operands' -- localhost
	wrong ': ruptimed takes no operands' ''
}

@test "-a: what is no number of seconds up to a day" {
	wrong_for a 'a number of seconds from 0 to 86400 is needed' \
	    -1 -0 +1 ' 1' '1 ' 1s x 1e9 0x10 86400.001 86401 \
	    99999999999999999999 1.2345 1..2 . , 1,5 nan inf
	wrong '-a : a number of seconds' -a ''
}

@test "-t: what is no number of seconds up to an hour, or nothing" {
	wrong_for t 'a number of seconds from 0.001 to 3600 is needed' \
	    -1 +1 ' 1' '1 ' 5s x 1e9 0x10 0 0.000 .0 3600.001 3601 \
	    99999999999999999999 0.0001 . nan inf
	wrong '-t : a number of seconds' -t ''
}

@test "-m: what is no number from 1 to a million" {
	wrong_for m 'a number from 1 to 1000000 is needed' \
	    -1 +1 0 00 ' 1' '1 ' 10x x 1e9 0x10 1000001 1.5 \
	    4294967297 18446744073709551617 99999999999999999999999
	wrong '-m : a number from 1' -m ''
}

@test "-p: what is neither a port nor a service" {
	wrong_for p 'a port is a number from 0 to 65535' \
	    65536 4294967296 18446744073709551617 99999999999999999999999
	wrong_for p 'neither a number nor in the services database' \
	    -1 +1 ' 1' '80 ' 80x 1e9 0x50 1.5 no-such-service
	wrong '-p : neither' -p ''
}

@test "-A: what is no address" {
	wrong_for A 'not an address or network' \
	    /8 10 10.0.0 10.0.0.0.0 256.0.0.0 10.0.0.0x ' 10.0.0.0' 010.0.0.1 \
	    example.org Any all any/0 :::: '[::1]' ::1%lo 1:2
	wrong '-A : not an address or network' -A ''
}

@test "-A: what is no prefix" {
	wrong_for A 'the prefix is a number from 0 to 32' \
	    10.0.0.0/33 10.0.0.0/ 10.0.0.0/x 10.0.0.0/-1 10.0.0.0/+8 \
	    '10.0.0.0/ 8' 10.0.0.0/8x 10.0.0.0/8/8 10.0.0.0/1e1 \
	    10.0.0.0/99999999999999999999 10.0.0.0/255.0.0.0
	wrong_for A 'the prefix is a number from 0 to 128' \
	    ::/129 fe80::/ fe80::/x fe80::/-1 fe80::/10/10 \
	    fe80::/4294967306
}

@test "-A: an address with bits beyond the prefix, which names the network" {
	beyond='the address has bits beyond the prefix; the network is'
	wrong "-A 10.1.2.3/8: $beyond 10.0.0.0/8" -A 10.1.2.3/8
	wrong "-A 1.2.3.4/0: $beyond 0.0.0.0/0" -A 1.2.3.4/0
	wrong "-A fe80::1/10: $beyond fe80::/10" -A fe80::1/10
	wrong "-A fd00::1/127: $beyond fd00::/127" -A fd00::1/127
}

@test "-l: what is no address, in each of its forms" {
	wrong '-l : the host is empty' -l ''
	wrong_for l 'the host is empty' '[]'
	wrong_for l 'the host is empty; a port is given by -p' :4000 '[]:4000'
	wrong_for l 'not an IPv4 address' 1.2.3 1.2.3.4.5 300.1.1.1 \
	    1.2.3.4.:80 127.0.0.256:80 0x7f.1 0x7f000001 127.1:80
	wrong_for l 'not an IPv4 address; a port is given by -p' 0 4000
	wrong_for l 'not an IPv6 address' ::: 1:2:3 '[1:2]' '[localhost]' \
	    '[127.0.0.1]:80' ::1:70000 ::g
	wrong_for l 'a "[" without its "]"' '[' '[::1' '[::1:80'
	wrong_for l 'only ":port" may follow "]"' '[::1]80' '[::1]x' '[::1]]'
	wrong_for l 'the port is empty or too long' 127.0.0.1: '[::1]:' \
	    "127.0.0.1:$(printf %050d 1 | tr 0 1)"
	wrong_for l 'port ' 127.0.0.1:65536 '[::1]:-1' 127.0.0.1:1e9 \
	    '127.0.0.1: 80' 127.0.0.1:80x 127.0.0.1:no-such-service
	wrong_for l 'a host does not begin with "-"' -x -x:80
	wrong_for l 'a host holds no blanks or brackets' 'a b' ' a' 'a]' 'a[b'
	long=$(printf %02000d 0)
	wrong "-l 0000" -l "$long"
	wrong "-l 0000" -l "$long:80"
	wrong "-l [0000" -l "[$long]"
	wrong_for l 'the path of a socket is too long' "/${long:0:108}"
}

# Whatever name servers this machine has, or lacks: the room has its own.
@test "-l: a name that cannot be looked up" {
	"$tools/peer_room" true 2>/dev/null || skip "needs namespaces"
	echo 'nameserver 127.0.0.1' >"$dir/resolv"
	echo 'hosts: dns' >"$dir/dns"
	script beside_dns <<-EOT
	"$tools/peer_dns" >"$dir/dns.out" &
	until grep -qs ready "$dir/dns.out"; do sleep 0.02; done
	status=0
	"\$@" || status=\$?
	kill "\$!"
	exit "\$status"
	EOT
	inside=("$tools/peer_room" -b "$dir/resolv:/etc/resolv.conf" \
	    -b "$dir/dns:/etc/nsswitch.conf" "$dir/beside_dns")
	wrong '-l nxdomain.lab: ' -l nxdomain.lab
	echo 'hosts: files' >"$dir/dns"
	inside=("$tools/peer_room" -b "$dir/dns:/etc/nsswitch.conf")
	wrong '-l no-such-name.invalid: ' -l no-such-name.invalid
}

@test "-l: a name that has no address of the family" {
	wrong '-l 127.0.0.1: ' -6 -l 127.0.0.1
	wrong '-l ::1: ' -4 -l ::1
}

@test "-c, -P and -u: nothing at all" {
	wrong '-c: the command is empty' -c ''
	wrong '-c: the command is empty' -c ' 	'
	wrong '-P: the path is empty' -P ''
	wrong '-u: the user is empty' -u ''
}

@test "the first of several errors is told" {
	wrong '-m 0: ' -m 0 -p x -z operand
}

@test "what an argument holds does not reach the terminal as it is" {
	run -2 --separate-stderr "$ruptimed" -p $'\e[2J\n\rx'
	[[ ${stderr_lines[0]} != *[[:cntrl:]]* ]]
}

@test "nothing has been started" {
	wrong '-m 0: ' -m 0
	wrong '-m 0: ' -f -m 0
	nothing_left
}
