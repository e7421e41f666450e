# ruptime(1): "Of several hosts it says how many are done, how many of these are
# not up, if any, ... in one line ... that goes away again".
load lib_fleet

test_setup() {
	export TERM=xterm
	start_room -d 10.0.0.0/8
	erased=$'\r\033[K'
}

# on_terminal [-e|-o] ARGUMENT...: standard error, or output, or both are on
# the terminal, as of peer_pty.
on_terminal() {
	local which=()
	case $1 in
	-e | -o) which=("$1"); shift ;;
	esac
	run -1 --separate-stderr "${inside[@]}" "$tools/peer_pty" \
	    "${which[@]}" "$ruptime" -T 0.7 -R 0 "$@"
}

@test "one line, which is erased at the end" {
	start_crowd 1 2
	on_terminal -e -T 1.5 "127.0.0.[1-2]:$port" 127.0.0.3:9 10.0.0.1
	[[ $stderr = *$'\r'"3 of 4 hosts"*"1 not up"* ]]
	[[ $stderr = *"$erased" ]]
	[[ $stderr != *$'\n'* ]]
}

@test "addresses of a network where nobody is are not counted as not up" {
	on_terminal -e -p 9 127.0.0.0/29 10.0.0.1
	[[ $stderr = *" of 7 hosts; waiting for 10.0.0.1"* ]]
	[[ $stderr != *"0 of "*" hosts"* && $stderr != *"not up"* ]]
}

@test "never in standard output" {
	on_terminal -e 10.0.0.1 10.0.0.2
	[[ $stderr = *"of 2 hosts"* ]]
	[ "$(count 'timed out')" -eq 2 ]
	[[ $output != *$'\r'* && $output != *" of "* ]]
}

@test "gone before the table, where both are one terminal" {
	on_terminal 10.0.0.1 10.0.0.2
	[[ $output = *" 2 hosts"*"${erased}10.0.0.1 "* ]]
	local table=${output##*"$erased"}
	[[ $table != *$'\r'* ]]
	[ "$(wc -l <<<"$table")" -eq 2 ]
}

# Who answers does when there is something to be replaced.
@test "a line of -o raw takes its place" {
	make_reply
	run -1 --separate-stderr "${inside[@]}" "$tools/peer" -p 4000 \
	    127.0.0.1 await "$dir/progress" listen accept send "$dir/reply" \
	    -- bash -c 'set -o pipefail; "$@" | tee "$0"' "$dir/progress" \
	    "$tools/peer_pty" "$ruptime" -o raw -T 2 -R 10 10.0.0.1 127.0.0.1
	[[ $output = *" of 2 hosts"*"${erased}127.0.0.1: "*$'\n'* ]]
}

# The fourth attempt is half a second later than the first, or more.
@test "a line of -vv takes its place" {
	on_terminal -e -vv -R 10 -T 2 127.0.0.1 10.0.0.1
	[[ $stderr = *" of 2 hosts"*"${erased}ruptime: 127.0.0.1: about to "* ]]
	[[ $stderr != *"not up"$'\033[K'"ruptime: "* ]]
}

@test "not where standard error is no terminal" {
	on_terminal -o 10.0.0.1 10.0.0.2
	[[ $output != *$'\r'* ]]
	[[ $stderr != *$'\r'* && $stderr != *" of 2 hosts"* ]]
}

@test "not where the terminal may know no escapes" {
	for term in dumb '' unknown; do
		TERM=$term on_terminal -e 10.0.0.1 10.0.0.2
		[ -z "$stderr" ]
	done
	unset TERM
	on_terminal -e 10.0.0.1 10.0.0.2
	[ -z "$stderr" ]
	on_terminal 10.0.0.1 10.0.0.2
	[[ $output != *$'\r'* && $output != *$'\033'* ]]
	[ "${#lines[@]}" -eq 2 ]
}

# What is typed there is somebody else's.
@test "not from the background, and when it is back" {
	run --separate-stderr "${inside[@]}" "$tools/peer_pty" bash -c \
	    'set -m; "$@" >/dev/null & wait' - "$ruptime" -T 1 -R 0 \
	    10.0.0.1 10.0.0.2
	[[ $output != *"hosts"* && $output != *$'\033'* ]]
	run --separate-stderr "${inside[@]}" "$tools/peer_pty" bash -c \
	    'set -m; "$@" >/dev/null & read -rt 0.8 <> <(:); fg >/dev/null' \
	    - "$ruptime" -T 2 -R 0 10.0.0.1 10.0.0.2
	[[ $output = *"0 of 2 hosts"* ]]
	run --separate-stderr "${inside[@]}" "$tools/peer_pty" bash -c \
	    'set -m; "$@" & wait' - "$ruptime" -T 1 -R 0 10.0.0.1
	[[ $output != *"connecting to"* && $output = *": timed out: "* ]]
}

# What is drawn, without what draws it.
drawn() {
	tr '\r' '\n' <<<"$stderr" | sed 's/\x1b\[K//g' | grep . | sort -u
}

# "and which are waited for when these are five or fewer"
@test "the last five are named, and no more" {
	start_crowd 1 2
	run -1 --separate-stderr "${inside[@]}" "$tools/peer_pty" -e \
	    sh -c 'stty cols 200 <&2; exec "$@"' - "$ruptime" -T 0.9 -R 0 \
	    "127.0.0.[1-2]:$port" 10.0.0.1 '10.0.1.[1-4]'
	[[ $stderr = *$'\r'"2 of 7 hosts; waiting for 10.0.0.1, \
10.0.1.1, 10.0.1.2, 10.0.1.3, 10.0.1.4"$'\033[K'* ]]
	on_terminal -e -T 1.5 "127.0.0.[1-2]:$port" "10.0.1.[1-6]"
	[[ $stderr = *$'\r'"2 of 8 hosts"*$'\033[K'* ]]
	[[ $stderr != *'waiting for'* ]]
}

# With -w all of them may be down, and asked again and again.
@test "whether those who are waited for are up is not said" {
	run -1 --separate-stderr "${inside[@]}" "$tools/peer_pty" -e \
	    "$ruptime" -w -T 1.5 127.0.0.1 127.0.0.2
	[[ $stderr = *$'\r'"0 of 2 hosts; waiting for 127.0.0.1, 127.0.0.2"$'\033[K'* ]]
	[[ ${stderr%%waiting for*} != *"not up"* ]]
}

@test "cut to the width of the terminal, as that changes" {
	on_sized() {
		run -1 --separate-stderr "${inside[@]}" "$tools/peer_pty" -e \
		    sh -c "$1"' exec "$@"' - "$ruptime" -T 1.4 -R 0 \
		    10.0.0.1 10.0.0.2
	}
	local both='; waiting for 10.0.0.1, 10.0.0.2'
	on_sized 'stty cols 20 <&2;'
	[ "$(drawn)" = "0 of 2 hosts; waiti" ]
	on_sized 'stty cols 4 <&2;'
	[ "$(drawn)" = "0 o" ]
	on_sized 'stty cols 0 <&2;'
	[ "$(drawn)" = "0 of 2 hosts$both" ]
	on_sized 'stty cols 80 <&2; (sleep 0.9; stty cols 20 <&2) &'
	[ "$(drawn)" = $'0 of 2 hosts; waiti\n0 of 2 hosts'"$both" ]
}

@test "an interrupted run erases it too" {
	set -m
	background "${inside[@]}" "$tools/peer_pty" -e "$ruptime" -T 1000 \
	    10.0.0.1 10.0.0.2
	set +m
	local pty=$pid err=$dir/err.$((${#started[@]} - 1))
	wait_until grep -q 'of 2 hosts' "$err"
	kill -INT "$(pgrep -P "$pty")"
	wait "$pty" || [ "$?" -eq 1 ]
	stderr=$(cat "$err")
	[[ $stderr = *"${erased}ruptime: interrupted: "* ]]
}
