# ruptime(1): "What does not come from port 5353 of a machine on the link, or is
# malformed, counts for nothing".
load lib_mdns

@test "answers that are none" {
	local vice
	start_link
	far_daemon 192.0.2.2
	for vice in loop target_loop counts early escapes strange other_id \
	    other_question other_service query good_bye loopback silent; do
		serve_records "$vice"
		nobody _ruptime._tcp.local
		grep -q ' 12 _ruptime' "$records"
	done
	# It was not for another reason.
	serve_records good
	fleet 0 -o table _ruptime._tcp.local
	are_up alpha
}

@test "another port" {
	start_link
	far_daemon 192.0.2.2
	serve_records good port=5354
	nobody _ruptime._tcp.local
}

# The route makes the kernel let it through.
@test "a sender that is not on the link" {
	start_link
	far_daemon 192.0.2.2
	"${far[@]}" ip address add 203.0.113.1/32 dev lo
	in_room ip route add 203.0.113.0/24 dev eth0
	serve_records good from=203.0.113.1
	nobody _ruptime._tcp.local
	in_room ip address add 203.0.113.2/24 dev eth0
	fleet 0 -o table _ruptime._tcp.local
	are_up alpha
}

@test "a host whose name is a number" {
	local name
	start_link
	far_daemon 192.0.2.2
	for name in 101 0x7f 192.0; do
		serve_records good name=$name
		fleet 0 -o table _ruptime._tcp.local
		are_up "$name.local"
		[ -z "$stderr" ]
	done
}

@test "names that are none do not spoil the rest" {
	start_link
	far_daemon 192.0.2.2
	serve_records strange_and_good
	fleet 0 -o table _ruptime._tcp.local
	are_up alpha
	[[ $stderr$output != *$'\e'* ]]
	fleet 0 -v -o table _ruptime._tcp.local
	are_up alpha
	[[ $stderr$output != *$'\e'* ]]
}

@test "of five thousand a thousand are asked" {
	start_link
	far_daemon 0.0.0.0
	"${far[@]}" ip route add local 10.77.0.0/16 dev lo
	in_room ip route add 10.77.0.0/16 via 192.0.2.2
	serve_records many
	fleet 0 -T 20 _ruptime._tcp.local
	[ "${#lines[@]}" -eq 1000 ]
	[ "$(count up)" -eq 1000 ]
	[[ $stderr = *"ruptime: only the first 1000 hosts are taken" ]]
}
