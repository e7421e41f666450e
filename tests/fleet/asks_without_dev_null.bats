# ruptime(1): "A standard stream that is closed is not mistaken for another
# file", nor in a chroot without /dev/null.
load lib_fleet

test_setup() {
	make_reply
	need_room
	mkdir "$dir/dev"
	# Over /dev, in a mount namespace of its own.
	without=("$tools/peer_room" sh -c
	    'mount --bind "$0" /dev && [ ! -e /dev/null ] && exec "$@"'
	    "$dir/dev")
	"${without[@]}" true || skip "needs a /dev of its own"
}

@test "a stream that is closed is told of" {
	run -1 --separate-stderr "${without[@]}" "$tools/peer" 127.0.0.1 \
	    listen accept send "$dir/reply" -- sh -c 'exec "$@" >&-' - \
	    "$ruptime" 127.0.0.1:%p
	[[ $stderr = *"standard output: "* ]]
	run -0 --separate-stderr "${without[@]}" "$tools/peer" 127.0.0.1 \
	    listen accept send "$dir/reply" -- sh -c 'exec "$@" <&- 2>&-' - \
	    "$ruptime" 127.0.0.1:%p
	is_uptime "$output"
}
