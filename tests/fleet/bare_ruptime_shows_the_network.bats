# ruptime(1): "Where no host is named, there is no -f and no hosts file, the
# services _ruptime._tcp and _ruptime._tcp.local are asked, and where standard
# error is a terminal it says what they have named".
load lib_mdns

service=_ruptime._tcp.lab.example

# start_network: alpha is found by mDNS, beta and gamma by DNS, delta and beta
# are in a netgroup, and epsilon is in the network only.
start_network() {
	need_root
	need dnsmasq avahi-daemon nc
	echo 'lab (delta,,) (beta.lab.example,,)' >"$dir/etc/netgroup"
	printf '%s\n' 'hosts: files dns' 'netgroup: files' 'services: files' \
	    >"$dir/etc/nsswitch.conf"
	printf '%s\n' '192.0.2.14 delta' '192.0.2.10 epsilon' >>"$dir/etc/hosts"
	printf '%s\n' 'search lab.example' 'nameserver 127.0.0.1' \
	    >"$dir/etc/resolv.conf"
	start_link
	far_address 192.0.2.{10,12,13,14}/24
	far_daemon :: -l 0.0.0.0
	background "${inside[@]}" dnsmasq -d -C /dev/null --pid-file= --no-resolv \
	    --no-hosts --local=/example/ --listen-address=127.0.0.1 \
	    --bind-interfaces --log-facility=- \
	    --srv-host="$service,beta.lab.example,4000" \
	    --srv-host="$service,gamma.lab.example,4000" \
	    --host-record=beta.lab.example,192.0.2.12 \
	    --host-record=gamma.lab.example,192.0.2.13
	wait_until in_room nc -z 127.0.0.1 53
	start_avahi
	wait_until grep -q 'Service "alpha".*successfully established' \
	    "$avahi_log"
}

# on_terminal ARGUMENT...: what a user sees who types that; in $dir/seen.
on_terminal() {
	need script
	in_room script -qefc "'$ruptime' $*" /dev/null </dev/null |
	    tr -d '\r' >"$dir/seen"
}

@test "those that DNS and mDNS name" {
	start_network
	fleet 0
	are_up alpha beta.lab.example gamma.lab.example
	[ -z "$stderr" ]
	# Options that choose and sort go with it.
	fleet 0 -U -x alpha
	[ "$output" = "beta.lab.example
gamma.lab.example" ]
}

@test "one of the two that names nobody is no failure" {
	start_network
	echo 'nameserver 127.0.0.1' >"$dir/etc/resolv.conf"
	fleet 0
	are_up alpha
	[ -z "$stderr" ]
}

@test "-x leaves out who is known from before, and is of use then" {
	start_network
	# An address that is none of those that mDNS tells with alpha.
	"${far[@]}" ip address add 192.0.2.9/32 dev lo
	echo '192.0.2.9 zeta' >>"$dir/etc/hosts"
	export RUPTIME_SEEN=$dir/seen
	fleet 0 -T 1 192.0.2.9/32
	fleet 0
	are_up alpha beta.lab.example gamma.lab.example zeta
	fleet 0 -x 192.0.2.9
	are_up alpha beta.lab.example gamma.lab.example
	[ -z "$stderr" ]
	fleet 0 -o table -x 192.0.2.8
	are_up alpha beta.lab.example gamma.lab.example zeta
	[ "$stderr" = "ruptime: -x 192.0.2.8: nobody is left out by this" ]
}

@test "on a terminal it says where they are from" {
	start_network
	on_terminal
	cat "$dir/seen"
	grep -q "ruptime: no hosts file: asking 2 hosts of $service (DNS), 1 host\
 of the local network (mDNS)$" "$dir/seen"
	grep -q '^alpha  .* up ' "$dir/seen"
}

@test "all the sources at once, each host with one line" {
	start_network
	fleet 0 -T 1 192.0.2.8/29 @lab _ruptime._tcp _ruptime._tcp.local
	are_up alpha beta.lab.example gamma.lab.example delta epsilon
	[ -z "$stderr" ]
	fleet 0 -T 1 192.0.2.8/29 @lab _ruptime._tcp _ruptime._tcp.local \
	    -x _ruptime._tcp -x @lab -x _ruptime._tcp.local
	are_up epsilon
}

@test "nobody is asked where there is a hosts file" {
	need strace
	start_etc_room
	mkdir -p "$dir/etc/ruptime"
	echo 127.0.0.1 >"$dir/etc/ruptime/hosts"
	inside+=(strace -f -o "$dir/calls" -e trace=socket,sendto,connect)
	fleet 1 -R 0 -o table
	is 127.0.0.1 refused
	grep -q 'SOCK_STREAM' "$dir/calls"
	run ! grep 'SOCK_DGRAM' "$dir/calls"
}

@test "with -e nobody is asked who was not named" {
	start_network
	fleet 2 -e 'echo %h'
	[ -z "$output" ]
	[[ ${stderr_lines[0]} = "ruptime: no host to ask: "* ]]
	fleet 1 -o raw -e 'echo %h' _ruptime._tcp.local _ruptime._tcp
	[ "$(sort <<<"$output")" = "alpha: alpha.local
beta.lab.example: beta.lab.example
gamma.lab.example: gamma.lab.example" ]
}

@test "where nobody is found it says the three ways, and with -v why" {
	start_cable 192.0.2.1/24
	echo 'nameserver 192.0.2.2' >"$dir/etc/resolv.conf"
	fleet 2 -v
	[ -z "$output" ]
	[[ $stderr = *"ruptime: _ruptime._tcp: "* ]]
	[[ $stderr = *"ruptime: _ruptime._tcp.local: nobody on the local network\
 answers"* ]]
	[[ $stderr = *"ruptime: no host to ask: name some, list them in "* ]]
	fleet 2
	[[ ${stderr_lines[0]} = "ruptime: no host to ask: name some, list them in\
 ~/.config/ruptime/hosts or /etc/ruptime/hosts, or have the network name them: "* ]]
	[[ ${stderr_lines[1]} = "usage: "* ]]
	fleet 3 -o nagios
}
