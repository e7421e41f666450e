# ruptime(1): "On a terminal whatever a host sends passes vis(3); newlines and
# tabs stay, and so do the letters that the locale has".
load lib

# Each byte; each C1 control in UTF-8; what erases or overwrites a line; an
# escape behind each byte that begins a character, and within one.
test_setup() {
	{
		printf '%b' "$(printf '\\x%02x' {0..255})"
		printf '\n'
		printf '%b' "$(printf '\\u%04x' {128..159})"
		printf '\e[31m\e]0;title\a\b\b\r\n'
		printf '%b' "$(printf '\\x%02x\e[31m' {128..255})"
		printf '\xe2\x82\e[31m\xf0\x9f\x98\e[31m\xc3\xe2\x82\a'
	} >"$dir/attack"
}

# on_terminal REPLY: what a terminal receives of it, in $dir/out.
on_terminal() {
	"$tools/peer" 127.0.0.1 listen accept send "$1" -- \
	    "$tools/peer_pty" -o "$ruptime" 127.0.0.1:%p >"$dir/out"
}

# Printable ASCII, newlines and tabs.
is_harmless() {
	! LC_ALL=C tr -d '\n\t -~' <"$1" | grep -q .
}

@test "no control byte, in ASCII" {
	LC_ALL=C on_terminal "$dir/attack"
	is_harmless "$dir/out"
	grep -qF '\^[[31m' "$dir/out"
}

@test "no control byte, in UTF-8" {
	LC_ALL=C.UTF-8 on_terminal "$dir/attack"
	is_harmless "$dir/out"
	grep -qF '\^[[31m' "$dir/out"
}

@test "none that is put together from two pieces" {
	printf '\302' >"$dir/first"
	printf '\233''31m' >"$dir/second"
	LC_ALL=C.UTF-8 "$tools/peer" 127.0.0.1 listen accept \
	    send "$dir/first" await "$dir/out" send "$dir/second" -- \
	    "$tools/peer_pty" -o "$ruptime" -T 20 127.0.0.1:%p >"$dir/out"
	is_harmless "$dir/out"
	grep -q 31m "$dir/out"
}

@test "newlines and tabs stay" {
	printf 'up\t3 days\n\n\tload\n' >"$dir/reply"
	on_terminal "$dir/reply"
	cmp "$dir/reply" "$dir/out"
}

@test "letters stay, where the locale has them" {
	printf '14:02 prêt, 3 utilisateurs\n' >"$dir/reply"
	LC_ALL=C.UTF-8 on_terminal "$dir/reply"
	cmp "$dir/reply" "$dir/out"
	LC_ALL=C on_terminal "$dir/reply"
	is_harmless "$dir/out"
}

@test "elsewhere every byte stays, terminal or not at standard error" {
	"$tools/peer" 127.0.0.1 listen accept send "$dir/attack" -- \
	    "$tools/peer_pty" -e "$ruptime" 127.0.0.1:%p >"$dir/out"
	cmp "$dir/attack" "$dir/out"
}
