# ruptime(1): "A port of this machine at which nobody listens, so that the
# kernel might connect ruptime to itself, is refused".
load lib_fleet

test_setup() {
	need_room
	start_room
}

# ports FIRST LAST: whoever connects from there has these only.
ports() {
	"${inside[@]}" sh -c \
	    'echo "$0" "$1" >/proc/sys/net/ipv4/ip_local_port_range' "$@" ||
	    skip "needs ports of its own"
}

nobody_has_the_port() {
	! "${inside[@]}" ss -Htan 'sport = 4000' | grep -q .
}

@test "a port that nobody listens at is refused, and let go" {
	need ss
	ports 4000 4000
	fleet 1 -R 1 -T 3 127.0.0.1:4000 '127.0.0.[2-3]:4000'
	is 127.0.0.1:4000 refused
	is 127.0.0.2:4000 refused
	nobody_has_the_port
	"${inside[@]}" grep -q '^0*1 ' /proc/net/if_inet6 || return 0
	run -1 --separate-stderr "${inside[@]}" "$ruptime" -R 0 -T 3 '[::1]:4000'
	[[ $stderr = *": refused: "*"is ruptimed running there?" ]]
	nobody_has_the_port
}

# The server has to find its port free while it is waited for.
@test "a server that comes while it is waited for" {
	ports 4000 4001
	background "${inside[@]}" timeout 60 "$ruptime" -w -o table \
	    127.0.0.1:4000
	local client=$pid out=$dir/out.$((${#started[@]} - 1))
	wait_until grep -q . "/proc/$client/stat"
	read -rt 1 <> <(:) || true
	background "${inside[@]}" "${as_nobody[@]}" "$ruptimed" -f \
	    -l 127.0.0.1 -p 4000
	wait "$client"
	output=$(cat "$out")
	is 127.0.0.1:4000 up
}
