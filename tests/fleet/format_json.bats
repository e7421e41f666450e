# ruptime(1): -o json, "One array with an object for each host [...]. What is
# not known is null."
load lib_texts

@test "every key, of hosts that are up and not" {
	need jq
	answer odd 'm\0303\0274 \0377\n'
	texts -o json alpha odd nosuch
	[ "$status" -eq 1 ]
	[ "$(jq -c '.[0] | del(.boot_time, .rtt_ms, .text, .address, .port, .reason, .last_up, .down_s, .rebooted)' \
	    <<<"$output")" = \
	    '{"host":"alpha","state":"up","uptime_s":277320,"users":1,"load":[0.04,0.08,0.07]}' ]
	jq -e '.[0] | .text | startswith(" 15:02:05 up 3 days") and endswith("\n")' \
	    <<<"$output"
	jq -e '.[1].state == "error" and .[1].uptime_s == null' <<<"$output"
	jq -e '.[2] | .state == "bad reply" and .users == null and .load == null
	    and .text == "m\u00fc \ufffd\n"' <<<"$output"
	jq -e 'map(keys_unsorted) | unique == [["host", "address", "port",
	    "state", "uptime_s", "boot_time", "users", "load", "rtt_ms",
	    "text", "reason", "last_up", "down_s", "rebooted"]]' <<<"$output"
	jq -e 'map([.last_up, .down_s, .rebooted]) | unique ==
	    [[null, null, null]]' <<<"$output"
}

# "reason: why it is not up, never empty"
@test "why each is not up" {
	need jq
	answer odd 'noise\n'
	texts -o json alpha odd nosuch
	jq -e '.[0].reason == null' <<<"$output"
	jq -e '.[1].reason | endswith("nosuch: No such file or directory")' \
	    <<<"$output"
	jq -e '.[2].reason == "the reply is not what uptime prints"' \
	    <<<"$output"
	run -1 --separate-stderr "$ruptime" -R 0 -o json nosuch.invalid \
	    127.0.0.1:1 "$dir/nothing"
	jq -e 'length == 3 and all(.reason != null and .reason != "")' \
	    <<<"$output"
}

@test "a real daemon, and nobody" {
	need jq
	start_daemon
	run -1 --separate-stderr "$ruptime" -R 0 -o json "127.0.0.1:$port" \
	    127.0.0.2:1
	jq -e --argjson port "$port" --arg host "127.0.0.1:$port" '.[0] |
	    .host == $host and .address == "127.0.0.1" and .port == $port and
	    .state == "up" and .rtt_ms > 0' <<<"$output"
	jq -e --argjson now "$(date +%s)" '.[0] | .uptime_s == null or
	    (.boot_time + .uptime_s | . <= $now and . > $now - 3600)' \
	    <<<"$output"
	jq -e '.[1] | .state == "refused" and .address == "127.0.0.2" and
	    .port == 1 and .text == null and .rtt_ms == null' <<<"$output"
}

@test "one host is an array too" {
	need jq
	texts -o json alpha
	[ "$status" -eq 0 ]
	[ "$(jq length <<<"$output")" -eq 1 ]
}

# "so that two names stay two"
@test "names that differ in bytes that are not UTF-8 are two" {
	need jq
	run -1 --separate-stderr "$ruptime" -R 0 -o json "$dir/"$'\377' \
	    "$dir/"$'\376' "$dir/"$'\357\277\275' "$dir/"$'\357\277\275ff'
	jq -e 'length == 4 and (map(.host) | unique | length == 4) and
	    (map(.address) | unique | length == 4)' <<<"$output"
	jq -e --arg host "$dir/"$'\357\277\275ff' 'any(.host == $host)' \
	    <<<"$output"
}

# is FILTER ARGUMENT...: it is true of the one host that ruptime prints.
is() {
	run --separate-stderr "${@:2}"
	jq -e "length == 1 and (.[0] | $1)" <<<"$output" || {
		printf '%s\n' "$output" "$stderr" >&2
		return 1
	}
}

# "A reply that did not come to its end [...] is none", "of a command that
# failed the reason"
@test "what a command printed before it failed is no reply" {
	need jq
	local none='.address == null and .port == null and .rtt_ms == null and
	    .boot_time == null and .load == null'
	is "$none"' and .state == "error" and .text == .reason and
	    .text == "exit status 3"' \
	    "$ruptime" -o json -e 'sh -c "echo part; exit 3"' a
	is "$none"' and .text == .reason and .text == "what was wrong"' \
	    "$ruptime" -o json \
	    -e 'sh -c "uptime; echo what was wrong >&2; exit 3"' a
	is "$none"' and .text == .reason and (.text | test("[Kk]ill"))' \
	    "$ruptime" -o json -e 'sh -c "echo part; kill -9 \$\$"' a
	is "$none"' and .text == .reason' "$ruptime" -o json \
	    -e "$dir/nothing" a
	is "$none"' and .state == "timed out" and .text == null' \
	    "$ruptime" -o json -T 0.5 -e 'sh -c "echo part; sleep 60"' a
	is "$none"' and .state == "bad reply" and .text == null' \
	    "$ruptime" -o json -e 'head -c 65537 /dev/zero' a
}

# "With -e no address is known, and a port where the command has a %p."
@test "a command asks at a port that it is given" {
	need jq
	is '.address == null and .port == null and .text == "a\n" and
	    .rtt_ms > 0' "$ruptime" -o json -e 'echo %h' a:4001
	is '.address == null and .port == null and .text == "%p\n"' \
	    "$ruptime" -o json -e 'echo %%p' a:4001
	is '.address == null and .port == 4001 and .text == "a4001\n"' \
	    "$ruptime" -o json -e 'echo %h%p' a:4001
	is '.port == 4000 and .state == "error"' \
	    "$ruptime" -o json -e 'sh -c "exit %p"' a
}

# "Where no address was asked, as of a name that is unknown, address and port
# are null."
@test "no address, no port" {
	need jq
	is '.address == null and .port == null and .text == null and
	    .reason != null' "$ruptime" -R 0 -o json nosuch.invalid
	is '.address == null and .port == null' \
	    "$ruptime" -R 0 -o json nosuch.invalid:4001
	is '.address == null and .port == null and .state == "unreachable"' \
	    "$ruptime" -R 0 -o json 'fe80::1%nosuch0'
	is '.address != null and .port == null' \
	    "$ruptime" -R 0 -o json "$dir/nothing"
}

@test "part of what a server sends is no reply" {
	need jq
	local none='.address == "127.0.0.1" and .port > 0 and
	    .text == null and .rtt_ms == null and .reason != null'
	printf 'up 3 da' >"$dir/half"
	head -c 65537 /dev/zero >"$dir/long"
	is "$none"' and .state == "bad reply"' "$tools/peer" 127.0.0.1 listen \
	    accept send "$dir/half" reset -- "$ruptime" -R 0 -o json \
	    127.0.0.1:%p
	is "$none"' and .state == "bad reply"' "$tools/peer" 127.0.0.1 listen \
	    accept send "$dir/long" -- "$ruptime" -o json 127.0.0.1:%p
	mkfifo "$dir/dribble"
	background bash -c 'while echo x; do read -rt 0.02 <> <(:); done >"$0"' \
	    "$dir/dribble"
	is "$none"' and .state == "timed out"' "$tools/peer" 127.0.0.1 listen \
	    accept send "$dir/dribble" -- "$ruptime" -T 0.7 -o json \
	    127.0.0.1:%p
}

# A server's error ends as a reply does.
@test "what a server says is whole" {
	need jq
	echo 'error: no uptime' >"$dir/error"
	is '.state == "error" and .text == "error: no uptime\n" and
	    .reason == "no uptime" and .rtt_ms > 0 and .port > 0' \
	    "$tools/peer" 127.0.0.1 listen accept send "$dir/error" -- \
	    "$ruptime" -o json 127.0.0.1:%p
}
