# ruptime(1): "SIGINT (^C), SIGTERM, SIGHUP, SIGQUIT and SIGALRM end the asking
# of many: what is known so far is printed, standard error tells who was not
# heard of, and the exit status is 1".
load lib_fleet

# asking ARGUMENT...: begins, with the signals' own dispositions, which the
# shell takes from what it runs in the background; sets client and out.
asking() {
	set -m
	background "${inside[@]}" "$ruptime" "$@"
	set +m
	client=$pid
	out=$dir/out.$((${#started[@]} - 1))
}

# interrupted SIGNAL: it ends with 1 at once; its table is in $output then.
interrupted() {
	kill "-$1" "$client"
	wait_until gone "$client"
	wait "$client" || [ "$?" -eq 1 ]
	output=$(cat "$out")
	stderr=$(cat "${out/out./err.}")
}

# The crowd has ended when all its clients have read their reply.
test_setup() {
	start_room -d 10.0.0.0/8
	start_crowd 20 20
}

for_each_signal() {
	asking -T 1000 -p "$port" '127.0.0.[1-10]' '10.0.0.[1-5]' \
	    '127.0.0.[11-20]'
	crowd_was 20
	interrupted "$1"
	asked 127.0.0.{1..20}
	[ "$(count up)" -eq 20 ]
	[ "$stderr" = "$(printf '%s\n' \
	    'ruptime: interrupted: not heard of: 5 of 25 hosts' \
	    'pending: 10.0.0.[1-5]')" ]
}

@test "SIGINT" {
	for_each_signal INT
}

@test "SIGTERM" {
	for_each_signal TERM
}

@test "SIGHUP" {
	for_each_signal HUP
}

@test "SIGQUIT" {
	for_each_signal QUIT
}

# Of a parent that sets a limit of time.
@test "SIGALRM" {
	for_each_signal ALRM
}

# One that ended it would have it end with 1, before there is a daemon.
@test "a signal that nohup has it ignore does nothing" {
	trap '' HUP
	asking -vvw -T 60 -o table "$dir/socket"
	trap - HUP
	wait_until grep -q 'about to try again' "${out/out./err.}"
	kill -HUP "$client"
	start_daemon_on -l "$dir/socket"
	wait "$client"
	output=$(cat "$out")
	are_up "$dir/socket"
}

# A process has a socket, and so watches its signals.
asks() {
	ls -l "/proc/$1/fd" | grep -q socket:
}

@test "hosts that had no place yet are named too" {
	asking -F 20 -T 1000 -p "$port" '127.0.0.[1-20]' '10.0.0.[1-30]'
	crowd_was 20
	interrupted INT
	[ "$(count up)" -eq 20 ]
	[[ $stderr = *"not heard of: 30 of 50 hosts"* ]]
	[[ $stderr = *$'\n''pending: 10.0.0.[1-30]' ]]
}

@test "the failed are told from those that were not heard of" {
	asking -R 0 -T 1000 -p "$port" 127.0.0.1:9 '127.0.0.[1-20]' 10.0.0.1
	crowd_was 20
	interrupted INT
	is 127.0.0.1:9 refused
	[ "$(count up)" -eq 20 ]
	[[ $stderr = *"pending: 10.0.0.1" ]]
}

@test "nobody has answered" {
	asking -T 1000 10.0.0.1 10.0.0.2
	wait_until asks "$client"
	interrupted INT
	[ -z "$output" ]
	[[ $stderr = *"pending: 10.0.0.[1-2]" ]]
}

# A monitoring system reads the output only.
@test "a check names those that were not heard of" {
	asking -o nagios -T 1000 10.0.0.1 10.0.0.2
	wait_until asks "$client"
	kill -INT "$client"
	wait_until gone "$client"
	wait "$client" || [ "$?" -eq 3 ]
	output=$(cat "$out")
	[[ $output = "RUPTIME UNKNOWN - "*"10.0.0.1"* ]]
	[[ $output = *"10.0.0.2"* ]]
}

@test "-w is ended like that" {
	asking -w -p "$port" '127.0.0.[1-20]' 127.0.0.1:9
	crowd_was 20
	interrupted INT
	[ "$(count up)" -eq 20 ]
	[[ $stderr = *"pending: 127.0.0.1:9" ]]
}

# Those that are refused make room for the next at once, again and again.
@test "hosts that fail at once leave time for replies and for a signal" {
	asking -o raw -R 0 -T 1000 -p "$port" '127.0.0.[1-20]' \
	    '127.[1-2].[0-199].[1-250]:1'
	wait_until grep -q '^127.0.0.20: ' "$out"
	interrupted INT
	[ "$(wc -l <"$out")" -eq 20 ]
	[[ $stderr = *'not heard of: '*' of 100020 hosts'* ]]
}

# twice SIGNAL: one that is sent again at once, when it asks no more and has not
# printed yet, since the lock of the memory is waited for; its table is in
# $output then.
twice() {
	local holder
	background flock -F "$dir/seen.lock" sleep 1000
	holder=$pid
	wait_until sh -c "! flock -n '$dir/seen.lock' true"
	RUPTIME_SEEN=$dir/seen asking -R 0 -T 1000 127.0.0.1:9 10.0.0.1
	wait_until asks "$client"
	kill "-$1" "$client"
	read -rt 0.02 <> <(:) || true
	kill "-$1" "$client"
	kill "$holder"
	wait_until gone "$client"
	output=$(cat "$out")
}

# As timeout(1) does, to its child and to the group.
@test "a signal that is sent twice ends it as one does" {
	local signal try
	need flock
	for signal in TERM INT; do
		# Where the machine is too busy the second one comes late.
		for try in 1 2 3; do
			twice "$signal"
			[[ $output != *'127.0.0.1:9'*refused* ]] || break
		done
		[[ $output = *'127.0.0.1:9'*refused* ]]
	done
}
