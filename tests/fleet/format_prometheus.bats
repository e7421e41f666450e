# ruptime(1): -o prometheus, "The text format of Prometheus, for a textfile
# collector."
load lib_texts

@test "what is known has a sample" {
	texts -o prometheus alpha node10 nosuch
	[ "$status" -eq 1 ]
	grep -qx 'ruptime_up{host="alpha"} 1' <<<"$output"
	grep -qx 'ruptime_up{host="nosuch"} 0' <<<"$output"
	grep -qx 'ruptime_state{host="nosuch",state="error"} 1' <<<"$output"
	grep -qx 'ruptime_uptime_seconds{host="alpha"} 277320' <<<"$output"
	grep -qx 'ruptime_users{host="alpha"} 1' <<<"$output"
	[ "$(grep -c '^ruptime_users{' <<<"$output")" -eq 1 ]
	grep -qx 'ruptime_load15{host="alpha"} 0.07' <<<"$output"
}

@test "promtool has no complaint" {
	need promtool
	start_daemon
	"$ruptime" -R 0 -o prometheus "127.0.0.1:$port" 127.0.0.2:1 \
	    >"$dir/out" || [ $? -eq 1 ]
	run -0 promtool check metrics <"$dir/out"
	[ -z "$output" ]
}
