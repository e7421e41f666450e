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
