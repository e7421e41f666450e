# ruptime(1), EXAMPLES: "The file is replaced by a whole one, also where some
# hosts are not up".
load lib_example

# The command of the crontab line, with a directory of ours.
cron_line() {
	example 'From cron to Prometheus'
	[[ $shown == '* * * * * ruptime '* ]]
	commands=$(tr '\n' ' ' <<<"${shown#'* * * * * '}")
	commands=${commands/\/var\/lib\/prometheus\/node-exporter/$dir/metrics}
	shown=
	mkdir "$dir/metrics"
}

@test "from cron to Prometheus" {
	cron_line
	lab
	[ "$(ls -A "$dir/metrics")" = ruptime.prom ]
	grep -qx 'ruptime_up{host="alpha"} 1' "$dir/metrics/ruptime.prom"
	grep -qx 'ruptime_up{host="node03"} 0' "$dir/metrics/ruptime.prom"
	grep -q '^ruptime_load15{host="node04"} 4' "$dir/metrics/ruptime.prom"
	if command -v promtool >/dev/null; then
		promtool check metrics <"$dir/metrics/ruptime.prom"
	fi
}

@test "where nothing could be asked, the old file stays" {
	cron_line
	echo old >"$dir/metrics/ruptime.prom"
	echo 'node[2-1]' >"$dir/.config/ruptime/hosts"
	lab
	grep -q 'counts upwards' "$dir/told"
	[ "$(cat "$dir/metrics/ruptime.prom")" = old ]
}
