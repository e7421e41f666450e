# ruptime(1): -o nagios, "The output of a plugin for Nagios and its kin: a line
# with the worst, and performance data", with its exit status.
load lib_texts

# is STATUS LINE: of the last run.
is() {
	[ "$status" -eq "$1" ] && prints "$2"
}

@test "one host, all well" {
	texts -o nagios alpha
	[ "$status" -eq 0 ]
	[[ $output = 'RUPTIME OK - alpha up 3+05:02, 1 user, load 0.04, 0.08, 0.07 | '\
"'load1'=0.04;;;0 'load5'=0.08;;;0 'load15'=0.07;;;0 'users'=1;;;0 "\
"'uptime'=277320s;;;0 'time'="*'s;;;0' ]]
}

@test "a load at its threshold is well, above it not" {
	texts -o nagios -W 12.4 db-primary
	[ "$status" -eq 1 ]
	[[ $output = 'RUPTIME WARNING - db-primary up 1100+00:00, '*"'load1'=12.5;12.4;;0 "* ]]
	texts -o nagios -W 1 -C 20,2.9,9 db-primary
	[ "$status" -eq 2 ]
	[[ $output = 'RUPTIME CRITICAL - db-primary '*"'load5'=3;1;2.9;0 "* ]]
	texts -o nagios -W 12.5 -C 13 db-primary
	[ "$status" -eq 0 ]
}

@test "a host that is not up is critical" {
	texts -o nagios noise
	[ "$status" -eq 2 ]
	[[ $output = 'RUPTIME CRITICAL - noise: bad reply'* ]]
	[[ $output != *'|'* ]]
}

@test "no loads for a threshold are unknown" {
	answer mute ' 15:02:05 up 3 days,  5:02,  1 user\n'
	texts -o nagios -C 5 mute
	[ "$status" -eq 3 ]
	[[ $output = 'RUPTIME UNKNOWN - mute up 3+05:02, 1 user, no loads | '* ]]
	texts -o nagios mute
	[ "$status" -eq 0 ]
}

@test "of several the worst, in one line" {
	texts -o nagios -W 10 alpha db-primary noise
	[ "$status" -eq 2 ]
	[ "${#lines[@]}" -eq 1 ]
	[[ $output = 'RUPTIME CRITICAL - 2 of 3 hosts up; noise: bad reply; '\
"db-primary: load 12.50, 3.00, 1.25 (load1 above 10) "\
"| 'up'=2;;;0;3 'alpha_load1'=0.04;10;;0 "* ]]
}

# "Of a host whose load is above a threshold it says which and what"
@test "which loads have crossed which thresholds, those of its level" {
	texts -o nagios -W 2 -C 10,2.5,2 db-primary
	[ "$status" -eq 2 ]
	[[ $output = 'RUPTIME CRITICAL - db-primary up 1100+00:00, 12 users, '\
'load 12.50, 3.00, 1.25 (load1 above 10, load5 above 2.5) | '* ]]
	texts -o nagios -W 20,2.999 -C 30 db-primary
	[ "$status" -eq 1 ]
	[[ $output = *'load 12.50, 3.00, 1.25 (load5 above 2.999) | '* ]]
	texts -o nagios -W 20 -C 30 db-primary
	[ "$status" -eq 0 ]
	[[ $output = *'load 12.50, 3.00, 1.25 | '* ]]
}

@test "a host has no bar of its own" {
	answer gamma "error: a | 'x'=1\n"
	texts -o nagios gamma
	is 2 "RUPTIME CRITICAL - gamma: error: a \\174 'x'=1"
}

# "in names a backslash as well"
@test "names that differ in bytes that are not UTF-8 are two" {
	local names=("$dir/"$'\377' "$dir/\\377")
	start_daemon_on -l "${names[0]}" -l "${names[1]}"
	run -0 --separate-stderr "$ruptime" -o nagios "${names[@]}"
	[[ $output = *"'$dir/\\377_time'="* ]]
	[[ $output = *"'$dir/\\134377_time'="* ]]
	run -2 --separate-stderr "$ruptime" -R 0 -o nagios "${names[@]/%/x}"
	[[ $output = *"$dir/\\377x: refused"* ]]
	[[ $output = *"$dir/\\134377x: refused"* ]]
}
