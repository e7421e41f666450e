# ruptime(1): "None leaves it: one that no source names any more is asked on".
load lib_mdns
load lib_watch

@test "a machine that says by mDNS that it is there joins, the other stays" {
	start_link
	far_address 192.0.2.3/24
	far_daemon 192.0.2.2
	far_daemon 192.0.2.3
	serve_records good
	ruptime="${inside[*]} $ruptime"
	start_terminal 80 20
	watch -i 0.2 _ruptime._tcp.local
	shows '^alpha +up'
	serve_records good name=beta a=192.0.2.3
	local i
	for i in {1..30}; do
		press Space
		! on_screen '^beta ' || break
		sleep 0.2
	done
	shows '^beta +up'
	shows '[0-9] beta up$'
	shows '^alpha +up'
	shows ' 2 up, 0 down '
	press q
	shows '^\$$'
}
