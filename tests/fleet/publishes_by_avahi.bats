# ruptimed(8): "On a local network the responder of multicast DNS tells it":
# avahi-daemon, with our own file.
load lib_mdns

# json_has KEY REGEX
json_has() {
	grep -qE "\"$1\": ?\"$2\"" <<<"$output"
}

@test "avahi-daemon is found by both families and by either" {
	start_link
	far_daemon :: -l 0.0.0.0
	start_avahi
	fleet 0 -o json _ruptime._tcp.local
	json_has host alpha
	json_has state up
	[ "$(wc -l <<<"$output")" -le 3 ]
	[ -z "$stderr" ]
	fleet 0 -4 -o json _ruptime._tcp.local
	json_has address 192.0.2.2
	fleet 0 -6 -o json _ruptime._tcp.local
	json_has address "fe80::.*%eth0"
	fleet 0 -o table _ruptime._tcp.local%eth0
	are_up alpha
}
