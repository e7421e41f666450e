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

# "Two names never have one label." Whoever reads it refuses all of it where
# one series is there twice.
@test "names that differ in bytes that are not UTF-8 have two labels" {
	local name names=()
	for name in $'\377' $'\376' $'\357\277\275' $'\357\277\275ff' '\377' \
	    '\' $'\303' $'\303\274'; do
		names+=("$dir/$name")
	done
	run -1 --separate-stderr "$ruptime" -R 0 -o prometheus "${names[@]}"
	[ "$(grep -c '^ruptime_up{' <<<"$output")" -eq 8 ]
	[ "$(grep '^ruptime_up{' <<<"$output" | LC_ALL=C sort -u | wc -l)" \
	    -eq 8 ]
	LC_ALL=C grep -qaxF "ruptime_up{host=\"$dir/"$'\357\277\275ff"} 0' \
	    <<<"$output"
	iconv -f UTF-8 -t UTF-8 <<<"$output" >"$dir/out"
	if command -v promtool >/dev/null; then
		promtool check metrics <"$dir/out"
	fi
}
