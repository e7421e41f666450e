# ruptime(1): "With -i the hosts are asked each so many seconds": all day long,
# and it takes no more than after the first rounds.
load lib_watch

test_setup() {
	three_hosts
}

# rounds: how many times alpha was asked.
rounds() {
	kill -USR1 "${daemons[alpha]}"
	sed -n 's/.*accepted \([0-9]*\).*/\1/p' "$dir/err.0" | tail -n 1
}

has_rounds() {
	[ "$(rounds)" -ge "$1" ]
}

# takes WHAT: the process's memory in kB, descriptors and threads.
takes() {
	case $1 in
	memory) sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status" ;;
	descriptors) find "/proc/$pid/fd" -mindepth 1 | wc -l ;;
	threads) find "/proc/$pid/task" -mindepth 1 -maxdepth 1 | wc -l ;;
	esac
}

takes_at_most() {
	[ "$(takes "$1")" -le "$2" ]
}

# lasts: after 300 rounds the process takes what it took after a few.
lasts() {
	local what end=$((SECONDS + 200))
	local -A before
	wait_until has_rounds 20
	for what in memory descriptors threads; do
		before[$what]=$(takes "$what")
	done
	until has_rounds 320; do
		[ "$SECONDS" -lt "$end" ]
		read -rt 0.5 <> <(:) || true
	done
	# Between two rounds, as it may have been before.
	wait_until takes_at_most descriptors "${before[descriptors]}"
	wait_until takes_at_most threads "${before[threads]}"
	has_sanitizer || takes_at_most memory $((before[memory] + 128))
}

@test "on a terminal" {
	# peer_pty ends what takes half a minute.
	# shellcheck disable=SC2016,SC2086
	TERM=xterm background "$tools/peer_pty" perl -e 'alarm 0; exec @ARGV' \
	    "$ruptime" -i 0.2 $hosts 127.0.0.1:1 "localhost:${ports[alpha]}"
	wait_until pgrep -P "$pid"
	pid=$(pgrep -P "$pid")
	lasts
}

@test "without one" {
	# shellcheck disable=SC2086 # a list of hosts
	background "$ruptime" -i 0.2 -o json $hosts 127.0.0.1:1 \
	    "localhost:${ports[alpha]}"
	lasts
}
