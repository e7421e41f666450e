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
