# ruptime(1): "A host has rebooted where its uptime is shorter than it was, or
# where it began after the last look and is shorter than it would be. No host's
# own clock counts".
load lib_memory

# look [UPTIME]: the host tells that; sets rebooted: true, false or null.
look() {
	told alpha "$1"
	texts -o json alpha
	[ "$status" -eq 0 ]
	rebooted=$(jq '.[0].rebooted' <<<"$output")
	echo "$1: $rebooted"
}

# The first look, when the host tells that.
first() {
	need jq
	look "$1"
	[ "$rebooted" = null ]
}

@test "once, and not twice" {
	first '10 days,  4:05'
	passed 3600
	look '4 min'
	[ "$rebooted" = true ]
	look '4 min'
	[ "$rebooted" = false ]
	passed 60
	look '5 min'
	[ "$rebooted" = false ]
	texts -o table alpha
	[ "$output" = 'alpha        up        0:05,    1 user,   load  0.04,  0.08,  0.07' ]
}

@test "not where it just went on" {
	first '10 days,  4:05'
	passed 3600
	look '10 days,  5:05'
	[ "$rebooted" = false ]
}

@test "longer up than at the first look, and booted since" {
	first '1:05'
	passed $((10 * 86400))
	look '9 days,  0:00'
	[ "$rebooted" = true ]
}

@test "a machine that was paused for hours" {
	first '10 days,  4:05'
	passed 36000
	look '10 days,  4:06'
	[ "$rebooted" = false ]
}

@test "a host whose own clock is wrong" {
	first '10 days,  4:05'
	passed 3600
	answer alpha ' 03:12:59 up 10 days,  5:05,  1 user,  load average: 0.04, 0.08, 0.07\n'
	texts -o json alpha
	[ "$(jq '.[0].rebooted' <<<"$output")" = false ]
}

@test "this machine put back to a snapshot" {
	first '10 days,  4:05'
	passed 3600
	moved 0 -100000
	look '4 min'
	[ "$rebooted" = true ]
	look '4 min'
	[ "$rebooted" = false ]
	moved 7200 -100000
	gone_down alpha
	texts -o table alpha
	[[ $output = *' down      2:00,  error: '* ]]
}

@test "our clock set, a day forward or back, by summer time or ten years" {
	need_uptime 300
	local set
	for set in 86400 -86400 3600 -3600 315360000; do
		rm -f "$seen"
		first '10 min'
		moved $((300 + set)) 300
		look '15 min'
		[ "$rebooted" = false ]
		moved $((300 + set)) 300
		look '2 min'
		[ "$rebooted" = true ]
	done
}

@test "our clock set, and since when a host is down" {
	need_uptime 300
	first '10 min'
	moved $((300 + 86400)) 300
	gone_down alpha
	texts -o json alpha
	jq -e '.[0] | .down_s >= 300 and .down_s < 360' <<<"$output"
}

@test "this machine was booted itself: its wall clock counts" {
	first '1:00'
	moved 7200 0
	we_have_been_booted
	look '3:00'
	[ "$rebooted" = false ]
	moved 7200 0
	we_have_been_booted
	look '1:30'
	[ "$rebooted" = true ]
	# set back meanwhile: nothing can be said of what grew
	moved -7200 0
	we_have_been_booted
	look '3:30'
	[ "$rebooted" = null ]
}

@test "in another time zone" {
	first '10 min'
	export TZ=Pacific/Auckland
	passed 120
	look '12 min'
	[ "$rebooted" = false ]
}

@test "uptimes in days, hours and minutes" {
	first '3 days'
	passed 86400
	look '3 days'
	[ "$rebooted" = false ]
	passed 3600
	look '2 days'
	[ "$rebooted" = false ]
	passed 3600
	look '20 min'
	[ "$rebooted" = true ]
	passed $((5 * 86400))
	look '5 days'
	[ "$rebooted" = false ]
	passed 60
	look '2 hrs'
	[ "$rebooted" = true ]
}

@test "uptimes in weeks" {
	need jq
	answer alpha 'up 20 weeks, 2 days, 3 hours, 5 minutes\n'
	texts -o json alpha
	answer alpha 'up 19 weeks, 3 days, 3 hours, 5 minutes\n'
	texts -o json alpha
	[ "$(jq '.[0].rebooted' <<<"$output")" = false ]
	answer alpha 'up 5 minutes\n'
	texts -o json alpha
	[ "$(jq '.[0].rebooted' <<<"$output")" = true ]
}

@test "an uptime that is not told" {
	first '10 days,  4:05'
	passed 3600
	answer alpha ' 15:02:05 up 1 user,  load average: 0.04, 0.08, 0.07\n'
	texts -o json alpha
	[ "$(jq -c '.[0] | [.state, .uptime_s, .rebooted]' <<<"$output")" = \
	    '["up",null,null]' ]
	passed 3600
	look '1:10'
	[ "$rebooted" = true ]
}

@test "another machine of the same name" {
	first '10 days,  4:05'
	look '500 days,  4:05'
	[ "$rebooted" = false ]
	look '3 days,  0:05'
	[ "$rebooted" = true ]
}

@test "a look after a year" {
	first '10 days,  4:05'
	passed $((80 * 86400))
	look '90 days,  4:05'
	[ "$rebooted" = false ]
	passed $((89 * 86400))
	look '60 days,  4:05'
	[ "$rebooted" = true ]
	passed $((365 * 86400))
	look '425 days,  4:05'
	[ "$rebooted" = false ]
}

@test "booted while it was down" {
	first '10 days,  4:05'
	gone_down alpha
	passed 3600
	texts -o json alpha
	[ "$(jq '.[0].rebooted' <<<"$output")" = null ]
	passed 3600
	look '30 min'
	[ "$rebooted" = true ]
}
