# ruptime(1), EXAMPLES: "A check for Nagios or Icinga; the output is one line".
load lib_example

@test "a check for Nagios" {
	example 'A check for Nagios'
	# It is broken in the manual; how long it took differs.
	commands+=' | sed "s/time.=0\.[0-9]*s/time'\''=0.000412s/"'
	shown=$(tr -s '\n ' '  ' <<<"$shown")
	shown=${shown% }
	lab
}
