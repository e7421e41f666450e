# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# The hosts of the lab as they are with stunnel in front, by the lines of the
# manual.  After lib_example.

# What the manual has of certificates, in $dir/pki.
authority() {
	need openssl
	mkdir -p "$dir/pki" "$dir/tls" "$dir/etc"
	example 'Serve by TLS whoever has' ruptimed.8
	making=$commands
	(cd "$dir/pki" && eval "$making") 2>"$dir/openssl.log" ||
	    { cat "$dir/openssl.log"; return 1; }
	cp "$dir"/pki/{ca.pem,alpha.pem,alpha.key} "$dir/etc"
	cp "$dir"/pki/{ca.pem,asker.pem,asker.key} "$dir/tls"
}

# cert NAME PURPOSE: another one, by the manual's function.
cert() {
	(cd "$dir/pki" && eval "$(sed -n '/^cert() {/,/}$/p' <<<"$making")" &&
	    cert "$@") 2>/dev/null
}

# stranger NAME PURPOSE: the same by an authority that is another one.
stranger() {
	mkdir "$dir/pki/other"
	mv "$dir"/pki/ca.* "$dir/pki/other"
	(cd "$dir/pki" && eval "$(sed '/^cert() {/,$d' <<<"$making")") \
	    2>/dev/null
	cert "$@"
	mv "$dir"/pki/other/ca.* "$dir/pki"
}

# expired NAME PURPOSE: one that was good until yesterday.
expired() {
	cert "$@"
	(cd "$dir/pki" && openssl req -new -key "$1.key" -subj "/CN=$1" |
	    openssl x509 -req -CA ca.pem -CAkey ca.key -days -1 -out "$1.pem" \
		-extfile <(echo "subjectAltName=DNS:$1"
		    echo "extendedKeyUsage=$2")) 2>/dev/null
}

# served_with NAME: in the place of alpha's.
served_with() {
	cp "$dir/pki/$1.pem" "$dir/etc/alpha.pem"
	cp "$dir/pki/$1.key" "$dir/etc/alpha.key"
}

# asked_with NAME: in the place of asker's.
asked_with() {
	cp "$dir/pki/$1.pem" "$dir/tls/asker.pem"
	cp "$dir/pki/$1.key" "$dir/tls/asker.key"
}

# tls_lab: the directories of alpha and of who asks, and stunnels that can be
# found again; $dir/pub/log is alpha's.
tls_lab() {
	PATH=$PATH:/usr/sbin
	need stunnel
	mkdir -p "$dir/sbin" "$dir/texts" "$dir/pub"
	chmod 777 "$dir/pub"
	ln -s "$ruptimed" "$dir/sbin/ruptimed"
	mv "$dir"/*.uptime "$dir/texts"
	printf '#!/bin/sh\nexec cat %s\n' "'$dir/texts/alpha.uptime'" \
	    >"$dir/texts/uptime"
	chmod 755 "$dir/texts/uptime"
	script bin/stunnel <<-EOT
	{
		echo "pid = $dir/pub/pid.\$\$"
		grep -q ^output "\$1" || echo "output = $dir/pub/log"
		cat "\$1"
	} >"$dir/conf.\$\$"
	exec "$(command -v stunnel)" "$dir/conf.\$\$" 2>"$dir/said"
	EOT
	cat >"$dir/hook" <<-EOT
	mount --bind '$dir/etc' /etc/stunnel
	mount --bind '$dir/sbin' /usr/local/sbin
	mount --bind '$dir/texts/uptime' "$(command -v uptime)"
	mount -t tmpfs none /run
	EOT
	authority
	example 'alpha gets the authority' ruptimed.8
	serving=$commands
	serving_shown=$shown
}

# end_tls: the stunnels end with the test.
end_tls() {
	local file
	for file in "$dir"/pub/pid.*; do
		[ ! -e "$file" ] || kill "$(cat "$file")" || true
	done
}

# does COMMANDS: the lab, with alpha's stunnel; sets output, of the commands.
does() {
	commands=$serving$'\nexec >"$HOME/more" 2>&1\n'$1
	shown=$serving_shown
	lab
	output=$(cat "$dir/more")
	echo "$output"
}

# is_logged TEXT: by alpha's stunnel.
is_logged() {
	cat "$dir/pub/log"
	grep -q -- "$1" "$dir/pub/log"
}
