# ruptime(1): "letters beyond ASCII are looked up as an internationalised domain
# name where the C library can", in any locale.
load lib_fleet

# The domain name that the letters stand for is known, not the letters.
with_domain_name() {
	compgen -G '/usr/lib*/*/libidn2.so.0' >/dev/null ||
	    compgen -G '/usr/lib*/libidn2.so.0' >/dev/null ||
	    skip "needs libidn2"
	make_reply
	printf '127.0.0.1 localhost\n127.0.0.1 xn--bcher-kva.example\n' \
	    >"$dir/hosts"
	start_room
}

@test "a name of letters beyond ASCII, in a locale of UTF-8 and in none" {
	with_domain_name
	for locale in C.UTF-8 C; do
		LC_ALL=$locale run -0 --separate-stderr "${inside[@]}" \
		    "$tools/peer" 127.0.0.1 listen accept \
		    send "$dir/reply" -- "$ruptime" -o table -p %p \
		    bücher.example
		is bücher.example up
	done
}

@test "a name that only the hosts file has, as it stands there" {
	make_reply
	printf '127.0.0.1 localhost\n127.0.0.1 bücher\n127.0.0.1 caf\351\n' \
	    >"$dir/hosts"
	start_room
	for locale in C.UTF-8 C; do
		for name in bücher $'caf\351'; do
			LC_ALL=$locale run -0 "${inside[@]}" "$tools/peer" \
			    127.0.0.1 listen accept send "$dir/reply" \
			    -- "$ruptime" -p %p -U "$name"
			[ "$output" = "$name" ]
		done
	done
}
