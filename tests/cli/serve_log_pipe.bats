# ruptimed(8): "A pipe that nobody reads does not hold it up: the message is
# lost".
load lib_serving

@test "a log that nobody reads holds nobody up" {
	local reader line
	mkfifo "$dir/pipe"
	exec {reader}<>"$dir/pipe"
	"$ruptimed" -f -v -p 0 -l 127.0.0.1 2>"$dir/pipe" 3>&- {reader}>&- &
	started+=("$!")
	until [[ ${line-} == *'listening on '* ]]; do
		read -rt 20 line <&"$reader"
	done
	port=${line##*:}
	# Far more lines than a pipe holds.
	run -0 swarm -n 3000 -c 100 -T 20
	run -0 ask
	is_uptime "$output"
}
