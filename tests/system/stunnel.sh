# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2154
# stunnel in front of the daemon, begun at boot by the unit of Debian's package,
# with the manual's lines.  The host's program and unit are put in the tree.

# commands TEXT: those of the first example after it in the manual, but for what
# shows where they are typed.
commands() {
	manual "$1" | sed 's/^[a-z]*[#$] //'
}

# certified: the manual's certificates, and alpha's in their place.
certified() {
	mkdir "$dir/pki"
	commands 'Serve by TLS whoever has' >"$dir/making"
	# shellcheck source=/dev/null
	(cd "$dir/pki" && . "$dir/making") || return 1
	inside alpha mkdir -p /etc/stunnel
	tar -C "$dir/pki" -c ca.pem alpha.pem alpha.key |
	    inside alpha tar -C /etc/stunnel -x
}

# asks [OPTION]...: the host, as a client of alpha's.
asks() {
	beside alpha openssl s_client -quiet -verify_quiet \
	    -verify_return_error -CAfile "$dir/pki/ca.pem" \
	    -verify_hostname alpha -connect 127.0.0.1:4001 "$@" \
	    </dev/null >"$dir/answer" 2>&1
	grep -q 'load average' "$dir/answer"
}

asker_asks() {
	asks -cert "$dir/pki/asker.pem" -key "$dir/pki/asker.key"
}

stunnel_says() {
	inside alpha journalctl -q -o cat -u stunnel@ruptime.service |
	    grep -q -- "$1"
}

stunnel_begins_at_boot() {
	local file
	installed systemd
	boot alpha systemd+debs
	for file in /usr/bin/stunnel4 '/lib/systemd/system/stunnel@.service'; do
		inside alpha sh -c "cat >'$file'" <"$file"
	done
	inside alpha chmod 755 /usr/bin/stunnel4
	certified
	{
		commands 'alpha gets the authority' |
		    sed -n '/^cat /,/^END/p' |
		    sed 's|/usr/local/sbin|/usr/sbin|; s/:::4001/4001/'
		commands 'Either is there after a boot'
	} >"$dir/lines"
	cat "$dir/lines"
	[ "$(wc -l <"$dir/lines")" -eq 14 ]
	beside alpha ip link set lo up
	inside alpha sh -ex <"$dir/lines"
	wait_until asker_asks
	reboot_machine alpha
	beside alpha ip link set lo up
	wait_until asker_asks
	fails asks
	wait_until stunnel_says 'peer did not return a certificate'
}

check "stunnel: the manual's lines serve after a boot, too" \
    stunnel_begins_at_boot
