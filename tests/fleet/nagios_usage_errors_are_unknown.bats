# ruptime(1): "With -o nagios it is that of a plugin, and 3 where it would be
# 2".
load ../cli/lib

@test "what is not asked is unknown, not critical" {
	run -3 "$ruptime" -o nagios -W x 127.0.0.1
	[[ $output == *'-W x: one to three loads'* ]]
	run -3 "$ruptime" -W 5 -C 4 127.0.0.1 -o nagios
	[[ $output == *'-W is above -C'* ]]
	run -3 "$ruptime" -o nagios -e '' 127.0.0.1
	run -3 "$ruptime" -o nagios 'a[2-1]'
	run -3 "$ruptime" -o nagios -f "$dir/nosuch"
	run -2 "$ruptime" -o json -T x 127.0.0.1
}

# "Where nothing could be asked, or the command line is wrong, the line says why,
# and so does standard error"
@test "the plugin's line says why, on standard output" {
	line() {
		local why=$1
		shift
		run -3 --separate-stderr "$ruptime" "$@"
		[ "$output" = "RUPTIME UNKNOWN - $why" ]
		[ "${stderr_lines[0]}" = "ruptime: $why" ]
	}
	line '-W x: one to three loads from 0 to 1000000 are needed' \
	    -o nagios -W x 127.0.0.1
	line '--timout=1: unknown option; did you mean --timeout? See --help' \
	    --timout=1 -o nagios 127.0.0.1
	line 'a[2-1]: a range counts upwards' -o nagios 'a[2-1]'
	line "hosts file $dir/nosuch: No such file or directory" \
	    -o nagios -f "$dir/nosuch"
	line "$dir: Is a directory" -o nagios -O "$dir" 127.0.0.1 || \
	    line "$dir: there is something else than a file" \
		-o nagios -O "$dir" 127.0.0.1
	line '-e: there is no command' -o nagios -e '' 127.0.0.1
}
