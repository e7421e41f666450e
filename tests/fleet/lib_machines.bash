# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2154
# Hosts of the lab that are asked by ssh: each has a real sshd, a home and a
# program uptime of its own, and lets the user's everyday key in.  No ruptimed.
# After lib_example.

# Root, at home in $dir/HOST, with no password but not locked.
user_of() {
	mkdir -p "$dir/machine/$1" "$2/.ssh"
	chmod 700 "$2/.ssh"
	sed "s|^\(root:[^:]*:[^:]*:[^:]*:[^:]*\):.*|\1:$2:/bin/sh|" \
	    /etc/passwd >"$dir/machine/$1/passwd"
	echo 'root:*:19000:0:99999:7:::' >"$dir/machine/$1/shadow"
}

# machine HOST ADDRESS UPTIME: its log is $dir/machine/HOST/log, and its sshd has
# $sshd_option, if that is set.
machine() {
	local own=$dir/machine/$1 home=$dir/home/$1
	user_of "$1" "$home"
	ssh-keygen -qt ed25519 -N '' -C "$1" -f "$own/key"
	cp "$dir/.ssh/id_ed25519.pub" "$home/.ssh/authorized_keys"
	echo "$1 $(cat "$own/key.pub")" >>"$dir/.ssh/known_hosts"
	cp "$3" "$own/says"
	printf '#!/bin/sh\nexec cat %s\n' "'$own/says'" >"$own/uptime"
	chmod 755 "$own/uptime"
	cat >"$own/config" <<-EOT
	ListenAddress $2
	HostKey $own/key
	PidFile none
	UsePAM no
	LogLevel VERBOSE
	SetEnv PATH=$dir/bin:/usr/bin:/bin
	${sshd_option-}
	EOT
	cat >>"$dir/hook" <<-EOT
	rm -f '$own/log'
	unshare -m sh -ec '
		mount --bind "\$1/passwd" /etc/passwd
		mount --bind "\$1/shadow" /etc/shadow
		mount --bind "\$1/uptime" "$(command -v uptime)"
		exec "$(command -v sshd)" -D -e -f "\$1/config"
		' sh '$own' 2>'$own/log' &
	started \$! '$own/log'
	EOT
}

# machines: the user, who knows them, and alpha, db-primary and gate.
machines() {
	PATH=$PATH:/usr/sbin:/sbin
	need ssh sshd ssh-keygen
	user_of lab "$dir"
	ssh-keygen -qt ed25519 -N '' -C everyday -f "$dir/.ssh/id_ed25519"
	cat >"$dir/hook" <<-EOT
	mount --bind '$dir/machine/lab/passwd' /etc/passwd
	mount -t tmpfs none /run
	mkdir /run/sshd
	EOT
	mkdir "$dir/texts"
	mv "$dir"/*.uptime "$dir/texts"
	machine alpha 10.0.0.10 "$dir/texts/alpha.uptime"
	machine db-primary 10.0.0.11 "$dir/texts/db-primary.uptime"
	machine gate 10.0.0.9 "$dir/texts/node01.uptime"
}

# logins HOST: how many there were.
logins() {
	grep -c '^Accepted publickey' "$dir/machine/$1/log"
}

# Connections that were kept end with the test.
end_masters() {
	local socket
	for socket in "$dir"/.ssh/ruptime-*; do
		[ ! -S "$socket" ] ||
		    ssh -F none -o ControlPath="$socket" -O exit none
	done
}
