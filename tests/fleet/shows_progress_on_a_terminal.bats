# ruptime(1): "Of several hosts it says how many are done and how many are not
# up, in one line that goes away again".
load lib_fleet

test_setup() {
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
@test "a line of -v takes its place" {
	on_terminal -e -v -R 10 -T 2 127.0.0.1 10.0.0.1
	[[ $stderr = *" of 2 hosts"*"${erased}ruptime: 127.0.0.1: about to "* ]]
	[[ $stderr != *"not up"$'\033[K'"ruptime: "* ]]
}

@test "not where standard error is no terminal" {
	on_terminal -o 10.0.0.1 10.0.0.2
	[[ $output != *$'\r'* ]]
	[[ $stderr != *$'\r'* && $stderr != *" of 2 hosts"* ]]
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
