# ruptime(1): "The reply is copied to standard output byte for byte, as
# it arrives".
load lib

# streams: the reply in $dir/reply comes out as it is, and nothing else does.
streams() {
	"$tools/peer" 127.0.0.1 listen accept send "$dir/reply" -- \
	    "$ruptime" 127.0.0.1:%p >"$dir/out" 2>"$dir/err"
	cmp "$dir/reply" "$dir/out"
	[ ! -s "$dir/err" ]
}

@test "a line of uptime" {
	uptime >"$dir/reply"
	streams
}

@test "every byte, NULs among them" {
	printf '\0\0up\0\n' >"$dir/reply"
	printf '%b' "$(printf '\\x%02x' {0..255})" >>"$dir/reply"
	streams
}

@test "no newline at the end" {
	printf 'up 3 days' >"$dir/reply"
	streams
}

@test "a single byte" {
	printf 'u' >"$dir/reply"
	streams
}

@test "what begins nearly like an error line" {
	local text
	for text in e error error: error:x 'error:\tx' ' error: x' 'Error: x' \
	    'errors: x' 'x\nerror: x\n' '\0error: x'; do
		printf '%b' "$text" >"$dir/reply"
		streams
	done
}

# It holds a page, the reader looks away at first, and nothing waits for room.
@test "into a pipe that does not block" {
	need perl
	head -c 60000 /dev/zero | tr '\0' x >"$dir/reply"
	"$tools/peer" 127.0.0.1 listen accept send "$dir/reply" -- \
	    perl -e 'use Fcntl;
		fcntl(STDOUT, 1031, 4096); # F_SETPIPE_SZ
		fcntl(STDOUT, F_SETFL, O_WRONLY | O_NONBLOCK) or die;
		exec @ARGV' "$ruptime" 127.0.0.1:%p 2>"$dir/err" |
	    { read -rt 0.2 <> <(:) || true; cat >"$dir/out"; }
	cmp "$dir/reply" "$dir/out"
	[ ! -s "$dir/err" ]
}

@test "the standard output of a daemon" {
	start_daemon -c "printf 'a\0b\nc'"
	"$ruptime" "127.0.0.1:$port" >"$dir/out"
	printf 'a\0b\nc' | cmp - "$dir/out"
}
