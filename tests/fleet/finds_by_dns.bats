# ruptime(1): "The targets of its SRV records are asked at their ports, all of
# them, whatever their priority and weight": by a real name server.
load lib_fleet

service=_ruptime._tcp.lab

test_setup() {
	need dnsmasq
	make_reply
	echo 'hosts: files dns' >"$dir/nsswitch"
	printf '%s\n' '127.0.0.1 one.lab' '127.0.0.2 two.lab' >"$dir/hosts"
	printf '%s\n' 'search nothing.lab other.invalid lab' \
	    'nameserver 127.0.0.1' >"$dir/resolv"
	start_room -b "$dir/resolv:/etc/resolv.conf"
}

# start_dnsmasq OPTION...: it knows no other name of .lab.
start_dnsmasq() {
	background "${inside[@]}" dnsmasq -d -C /dev/null --pid-file= \
	    --no-resolv --no-hosts --local=/lab/ --local=/other.invalid/ \
	    --listen-address=127.0.0.1 --bind-interfaces --log-facility=- "$@"
	wait_until "${inside[@]}" nc -z 127.0.0.1 53
}

start_daemons() {
	local address
	for address in 127.0.0.1:4000 127.0.0.2:4001; do
		background "${inside[@]}" "${as_nobody[@]}" "$ruptimed" -f \
		    -l "$address"
		wait_until grep -q 'listening on' \
		    "$dir/err.$((${#started[@]} - 1))"
	done
}

# says TEXT: one line, and nothing else.
says() {
	[ -z "$output" ]
	[ "$stderr" = "ruptime: $1" ] || {
		printf '%s\n' "$stderr" >&2
		return 1
	}
}

@test "each target, at its port; named twice it is asked once" {
	start_daemons
	start_dnsmasq --srv-host="$service,one.lab,4000,9,1" \
	    --srv-host="$service,two.lab,4001,1,2" \
	    --srv-host="$service,ONE.lab,4000,1,3"
	fleet 0 "$service"
	are_up one.lab two.lab:4001
	[ -z "$stderr" ]
	# The other way round for those who ask at 4001.
	fleet 0 -p 4001 "$service"
	are_up one.lab:4000 two.lab
}

@test "a target that does not answer is down, and -x leaves out" {
	start_daemons
	start_dnsmasq --srv-host="$service,one.lab,4000" \
	    --srv-host="$service,two.lab,4001" \
	    --srv-host="$service,two.lab,4002"
	fleet 1 -R 0 "$service"
	asked one.lab two.lab:4001 two.lab:4002
	is two.lab:4002 refused
	fleet 0 "$service" -x two.lab:4002
	are_up one.lab two.lab:4001
	fleet 0 -o table "$service" -x two.lab
	are_up one.lab
}

@test "-x leaves out whom it names at whatever port" {
	start_daemons
	start_dnsmasq --srv-host="$service,two.lab,4001"
	fleet 0 -o table one.lab two.lab two.lab:4001 -x "$service"
	are_up one.lab
}

@test "without a domain it is looked for in the search domains" {
	start_daemons
	start_dnsmasq --srv-host="$service,one.lab,4000"
	fleet 0 -o table _ruptime._tcp
	are_up one.lab
	# With a dot at its end, and the root, which is no domain of ours.
	printf '%s\n' 'search . LAB.' 'nameserver 127.0.0.1' >"$dir/resolv"
	fleet 0 -o table _ruptime._tcp
	are_up one.lab
	printf '%s\n' 'domain lab' 'nameserver 127.0.0.1' >"$dir/resolv"
	fleet 0 -o table _ruptime._tcp
	are_up one.lab
	printf '%s\n' 'search .' 'nameserver 127.0.0.1' >"$dir/resolv"
	fleet 2 _ruptime._tcp
	[[ $stderr = *"there is no search domain to ask in; name a domain behind it"* ]]
	echo 'nameserver 127.0.0.1' >"$dir/resolv"
	fleet 2 _ruptime._tcp
	[[ $stderr = *"there is no search domain to ask in; name a domain behind it"* ]]
}

@test "a search domain that cannot be asked does not keep the others from it" {
	start_daemons
	start_dnsmasq --srv-host="$service,one.lab,4000"
	printf '%s\n' 'search elsewhere.invalid lab' 'nameserver 127.0.0.1' \
	    >"$dir/resolv"
	fleet 0 -o table _ruptime._tcp
	are_up one.lab
	fleet 2 _not._tcp
	says "_not._tcp: the name server refuses to answer"
	printf '%s\n' 'search lab elsewhere.invalid other.invalid' \
	    'nameserver 127.0.0.1' >"$dir/resolv"
	fleet 2 _not._tcp
	says "_not._tcp: the name server refuses to answer"
}

@test "a search domain that is none does not, either" {
	local long
	long=$(printf '%064d' 0)
	start_daemons
	start_dnsmasq --srv-host="$service,one.lab,4000"
	printf '%s\n' "search not..one $long.lab lab" 'nameserver 127.0.0.1' \
	    >"$dir/resolv"
	fleet 0 -o table _ruptime._tcp
	are_up one.lab
	printf '%s\n' 'search not..one' 'nameserver 127.0.0.1' >"$dir/resolv"
	fleet 2 _ruptime._tcp
	says "_ruptime._tcp: there is no search domain to ask in; name a\
 domain behind it"
}

@test "a domain of other characters" {
	start_daemons
	start_dnsmasq --srv-host='_ruptime._tcp.a$b.lab,one.lab,4000'
	fleet 0 -o table '_ruptime._tcp.a$b.lab'
	are_up one.lab
}

# Over 512 bytes, and over what any datagram is allowed: dnsmasq says so, and
# the resolver asks again by TCP.
@test "sixty long names" {
	local i targets=() names=()
	for i in {1..60}; do
		names+=("node$i-and-a-name-that-is-long-for-a-host-of-this-lab.lab")
		targets+=(--srv-host="$service,${names[-1]},4000")
		echo "127.0.0.1 ${names[-1]}" >>"$dir/hosts"
	done
	start_daemons
	start_dnsmasq "${targets[@]}"
	fleet 0 "$service"
	are_up "${names[@]}"
}

@test "what is no list of hosts is told in one line" {
	start_dnsmasq --srv-host=_none._tcp.lab --txt-record=_text._tcp.lab,x
	fleet 2 _none._tcp.lab
	says "_none._tcp.lab: the domain says that it has no such service"
	fleet 2 _text._tcp.lab
	says "_text._tcp.lab: the name has no SRV records"
	fleet 2 _not._tcp.lab
	says "_not._tcp.lab: there is no such name (NXDOMAIN)"
	fleet 2 _not._tcp
	says "_not._tcp: none of the search domains has it"
	fleet 2 _not._tcp.elsewhere.invalid
	says "_not._tcp.elsewhere.invalid: the name server refuses to answer"
}

@test "no name server" {
	fleet 2 "$service"
	says "$service: no name server can be reached; see /etc/resolv.conf"
	# Those of another source are asked all the same.
	start_daemons
	fleet 1 "$service" one.lab
	are_up one.lab
	[[ $stderr = *"no name server can be reached"* ]]
}

@test "a port behind it is an error that points there" {
	fleet 2 "$service:4001"
	[[ $stderr = *"$service:4001"* ]]
	[[ ${stderr_lines[1]} = *^ ]]
}
