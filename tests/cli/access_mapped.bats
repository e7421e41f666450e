# ruptimed(8): "An IPv4 client of an IPv6 socket counts as an IPv4 client".
load lib_serving

# mapped_client NET: the reply of a ruptimed that is passed the connection of
# 127.0.0.1 to an IPv6 socket, and lets NET ask.
mapped_client() {
	local n=${#started[@]} server
	server=$(script server <<<"exec $ruptimed -i -A $1")
	background socat -d -d TCP6-LISTEN:0,ipv6only=0 EXEC:"$server",nofork
	wait_until grep -q 'listening on' "$dir/err.$n"
	port=$(sed -n 's/.*listening on .*:\([0-9]*\)$/\1/p' "$dir/err.$n")
	run -0 ask
}

test_setup() {
	need socat
	grep -q '^0*1 ' /proc/net/if_inet6 2>/dev/null || skip "needs IPv6"
}

@test "IPv4 networks hold it" {
	mapped_client 127.0.0.0/8
	is_uptime "$output"
}

@test "IPv6 networks do not" {
	mapped_client ::/0
	[ "$output" = 'error: access denied' ]
}
