# ruptimed(8): "Nothing that it logs to holds it up: where a terminal, a pipe, a
# socket or the system logger is not read, messages are lost".
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
