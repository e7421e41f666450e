# ruptime(1), -w: "A connection that is silent for ten seconds is begun afresh
# too", but neither one that goes on to reply nor one whose reply has been
# printed.
load lib_fleet

test_setup() {
	make_reply
	head -c 20 "$dir/reply" >"$dir/half"
	tail -c +21 "$dir/reply" >"$dir/rest"
	head -c 10 "$dir/rest" >"$dir/third"
	tail -c +11 "$dir/rest" >"$dir/last"
}

# pieces SECONDS FILE...: a server of one client, which gets a file and waits so
# long before the next; sets port. A second client is refused.
pieces() {
	cat >"$dir/serve" <<-'END'
	seconds=$1
	shift
	for file; do
		cat "$file"
		sleep "$seconds"
	done
	END
	background socat -d -d TCP-LISTEN:0,bind=127.0.0.1 \
	    "EXEC:bash $dir/serve $*"
	local log=$dir/err.$((${#started[@]} - 1))
	wait_until grep -q 'listening on' "$log"
	port=$(sed -n 's/.*listening on .*:\([0-9]*\)$/\1/p' "$log")
}

# Fourteen seconds in all, seven without a byte.
@test "a reply that comes in pieces is waited for" {
	need socat
	pieces 7 "$dir/half" "$dir/third" "$dir/last"
	run -0 --separate-stderr timeout 60 "$ruptime" -w "127.0.0.1:$port"
	[ "$output" = "$(cat "$dir/reply")" ]
	[ -z "$stderr" ]
}

@test "half a reply and then silence is printed once" {
	run -1 --separate-stderr timeout 60 "$tools/peer" 127.0.0.1 listen \
	    accept send "$dir/half" hold -- "$ruptime" -w 127.0.0.1:%p
	[ "$output" = "$(cat "$dir/half")" ]
	[[ $stderr = *": timed out: 127.0.0.1:"*" is silent" ]]
}

@test "half a reply and then a reset is printed once" {
	run -1 --separate-stderr timeout 60 "$tools/peer" 127.0.0.1 listen \
	    accept send "$dir/half" reset -- "$ruptime" -w 127.0.0.1:%p
	[ "$output" = "$(cat "$dir/half")" ]
	[[ $stderr = *": bad reply: 127.0.0.1:"*" broke off after 20 bytes: "* ]]
}

# Of a table nothing has been printed yet: the next reply is all there is.
@test "in a table half a reply is asked for again, and forgotten" {
	run -0 --separate-stderr timeout 60 "$tools/peer" 127.0.0.1 listen \
	    accept send "$dir/half" reset accept send "$dir/reply" -- \
	    "$ruptime" -w -o raw 127.0.0.1:%p
	[[ $output = "127.0.0.1:"*":$(cat "$dir/reply")" ||
	    $output = "127.0.0.1:"*": $(cat "$dir/reply")" ]]
	[ "${#lines[@]}" -eq 1 ]
}
