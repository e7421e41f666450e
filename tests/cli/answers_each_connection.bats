# ruptimed(8): "answers each connection with what uptime(1) prints, and closes
# it".
load lib

@test "a client reads what uptime prints, and the end of the file" {
	start_daemon
	run -0 ask
	is_uptime "$output"
}
