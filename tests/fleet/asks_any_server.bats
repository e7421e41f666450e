# ruptime(1): "whatever is served at the port": what runs uptime for a client,
# and closes, is a server.
load lib_fleet

# Each as an administrator would set it up.  The room's port 4000 is ours, and
# all of 127.0.0.0/8, so that one server is many hosts.
test_setup() {
	start_room
}

# serves_a_fleet OPTION...
serves_a_fleet() {
	wait_until "${inside[@]}" nc -z 127.0.0.1 4000
	fleet 0 -T 20 "$@" '127.0.0.[1-20]'
	[ "$(count up)" -eq 20 ]
	[ -z "$stderr" ]
}

@test "ruptimed -i under tcpserver" {
	need_root
	need tcpserver
	background "${inside[@]}" tcpserver -HRl0 0 4000 "$ruptimed" -i
	serves_a_fleet
}

@test "tcpserver" {
	need tcpserver
	background "${inside[@]}" tcpserver -HRl0 0 4000 uptime
	serves_a_fleet
}

@test "socat" {
	need socat
	background "${inside[@]}" socat TCP4-LISTEN:4000,fork,backlog=128 \
	    EXEC:uptime
	serves_a_fleet
}

@test "socat at a Unix socket" {
	need socat
	background "${inside[@]}" socat "UNIX-LISTEN:$dir/s,fork" EXEC:uptime
	wait_until test -S "$dir/s"
	ln -s s "$dir/t"
	fleet 0 -T 20 "$dir/s" "$dir/t"
	are_up "$dir/s" "$dir/t"
}

@test "systemd, with a process for each client" {
	need systemd-socket-activate
	background "${inside[@]}" systemd-socket-activate --accept --inetd \
	    -l 0.0.0.0:4000 uptime
	serves_a_fleet
}

@test "inetd" {
	need_root
	need inetd
	echo "4000 stream tcp nowait root $(command -v uptime) uptime" \
	    >"$dir/inetd.conf"
	background "${inside[@]}" inetd -i "$dir/inetd.conf"
	serves_a_fleet
}

# Its backlog is 1, so that of more at once some would wait for the kernel to
# send another SYN.
@test "busybox nc" {
	need busybox
	busybox nc --help 2>&1 | grep -q -e -ll || skip "needs nc -ll"
	background "${inside[@]}" busybox nc -ll -p 4000 -e uptime
	serves_a_fleet -F 1
}

@test "netcat, for one client" {
	background "${inside[@]}" sh -c \
	    'uptime | timeout 60 nc -N -l 127.0.0.1 4000'
	fleet 0 -T 20 -R 10 -o table 127.0.0.1
	are_up 127.0.0.1
}

@test "nginx, with a line of a while ago" {
	need nginx
	local modules
	modules=$(dirname "$(command -v nginx)")/../lib/nginx/modules
	cat >"$dir/nginx.conf" <<-END
	$([ ! -e "$modules/ngx_stream_module.so" ] ||
	    echo "load_module $modules/ngx_stream_module.so;")
	daemon off;
	master_process off;
	pid $dir/nginx.pid;
	error_log stderr;
	events { }
	stream { server { listen 4000; return '$(uptime)'; } }
	END
	"${inside[@]}" nginx -t -c "$dir/nginx.conf" 2>/dev/null ||
	    skip "needs nginx with streams"
	background "${inside[@]}" nginx -c "$dir/nginx.conf"
	serves_a_fleet
}

@test "a service that is none of these is no host that is up" {
	need socat
	background "${inside[@]}" socat TCP4-LISTEN:4000,fork,backlog=128 \
	    SYSTEM:'echo 220 ready; read -r _'
	wait_until "${inside[@]}" nc -z 127.0.0.1 4000
	background "${inside[@]}" socat TCP4-LISTEN:4001,fork,backlog=128 \
	    SYSTEM:'echo SSH-2.0-OpenSSH_9.2'
	wait_until "${inside[@]}" nc -z 127.0.0.1 4001
	fleet 1 -R 0 -T 1 127.0.0.1 127.0.0.1:4001
	is 127.0.0.1 "timed out"
	is 127.0.0.1:4001 "bad reply"
}
