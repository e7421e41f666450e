# ruptime(1): "An answer that is malformed, or none within five seconds, is told
# in one line".
load lib_fleet

test_setup() {
	need perl
	echo 'hosts: files dns' >"$dir/nsswitch"
	echo '127.0.0.1 one.lab' >"$dir/hosts"
	echo 'nameserver 127.0.0.1' >"$dir/resolv"
	start_room -b "$dir/resolv:/etc/resolv.conf"
	peer=
}

# start_peer VICE: of tests/tools/peer_records.pl, in place of the last one.
start_peer() {
	[ -z "$peer" ] || { kill "$peer"; wait "$peer" || true; }
	out=$dir/out.${#started[@]}
	background "${inside[@]}" perl \
	    "$BATS_TEST_DIRNAME/../tools/peer_records.pl" dns "$1"
	peer=$pid
	wait_until grep -q ready "$out"
}

# tells VICE TEXT: nobody is asked, and this is why.
tells() {
	start_peer "$1"
	fleet 2 _ruptime._tcp.lab
	[ -z "$output" ]
	[ "$stderr" = "ruptime: _ruptime._tcp.lab: $2" ] || {
		printf '%s: %s\n' "$1" "$stderr" >&2
		return 1
	}
}

@test "what servers say, and what they should not" {
	tells servfail "the name server failed (SERVFAIL)"
	tells refused "the name server refuses to answer"
	tells loop "the answer is malformed"
	tells target_loop "the answer is malformed"
	tells counts "the answer is malformed"
	tells early "the answer is malformed"
	tells other_id "the answer is malformed"
	tells broken_off "the answer is malformed"
	tells cut "the answer is cut, and none came by TCP"
	tells escapes "none of its targets can be a host"
	tells strange "none of its targets can be a host"
}

@test "targets that are none do not spoil the rest" {
	background "${inside[@]}" "${as_nobody[@]}" "$ruptimed" -f -l 127.0.0.1
	wait_until grep -q 'listening on' "$dir/err.$((${#started[@]} - 1))"
	start_peer strange_and_good
	fleet 0 -o table _ruptime._tcp.lab
	are_up one.lab
	[ "$stderr" = "ruptime: _ruptime._tcp.lab: targets left out that cannot be\
 hosts: 9" ]
	start_peer cname
	fleet 0 -o table _ruptime._tcp.lab
	are_up one.lab
	# 65,535 bytes, by TCP.
	start_peer long
	fleet 0 -o table _ruptime._tcp.lab
	are_up one.lab
	[ "$(grep -c _ruptime "$out")" -eq 2 ]
}

@test "silence is waited for five seconds, by TCP too" {
	local vice
	for vice in silent cut_and_silent; do
		SECONDS=0
		tells "$vice" \
		    "no name server answers within 5 s; see /etc/resolv.conf"
		[ "$SECONDS" -ge 4 ]
		[ "$SECONDS" -le 8 ]
	done
}

@test "an interrupt ends it while it waits, and leaves no child" {
	local client
	start_peer silent
	background "${inside[@]}" env --default-signal=INT "$ruptime" \
	    _ruptime._tcp.lab
	client=$pid
	wait_until grep -q _ruptime "$out"
	kill -INT "$client"
	SECONDS=0
	ended_as 130 "$client"
	[ "$SECONDS" -le 2 ]
}
