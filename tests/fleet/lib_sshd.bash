# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# A real sshd on 127.0.0.1 and 127.0.0.2, with keys made by the test, that lets
# in who runs the test.  After lib.

need_login() {
	local entry
	PATH=$PATH:/usr/sbin:/sbin need sshd ssh ssh-keygen
	sshd=$(PATH=$PATH:/usr/sbin:/sbin command -v sshd)
	entry=$(getent passwd "$(id -u)") || skip "needs a user with a name"
	"${entry##*:}" -c true >/dev/null 2>&1 || skip "needs a login shell"
	[ "$(id -u)" -ne 0 ] || ! grep -q '^root:!' /etc/shadow ||
	    skip "root may not log in"
	# What an sshd of root insists on, and init systems make.
	[ "$(id -u)" -ne 0 ] || [ -d /run/sshd ] || mkdir -m 755 /run/sshd
}

sshd_is_up_or_gone() {
	grep -q 'listening on 127.0.0.2' "$sshd_log" || gone "$pid"
}

# start_sshd: sets ssh_port; $dir/key is let in, and $dir/known_hosts knows it.
start_sshd() {
	local tries
	need_login
	ssh-keygen -q -t ed25519 -N '' -C test -f "$dir/host_key"
	ssh-keygen -q -t ed25519 -N '' -C test -f "$dir/key"
	cp "$dir/key.pub" "$dir/authorized_keys"
	# It takes the port of the configuration only, and 0 is none.
	for ((tries = 0; tries < 50; tries++)); do
		ssh_port=$((20000 + RANDOM % 10000))
		write_sshd_config
		sshd_log=$dir/err.${#started[@]}
		background "$sshd" -D -e -f "$dir/sshd_config"
		wait_until sshd_is_up_or_gone
		! gone "$pid" || continue
		sed "s/^/[127.0.0.1]:$ssh_port,[127.0.0.2]:$ssh_port /" \
		    "$dir/host_key.pub" >"$dir/known_hosts"
		return
	done
	cat "$sshd_log" >&2
	return 1
}

write_sshd_config() {
	cat >"$dir/sshd_config" <<-END
		Port $ssh_port
		ListenAddress 127.0.0.2
		ListenAddress 127.0.0.1
		HostKey $dir/host_key
		AuthorizedKeysFile $dir/authorized_keys
		PidFile none
		StrictModes no
		PermitRootLogin prohibit-password
		PasswordAuthentication no
		KbdInteractiveAuthentication no
		UsePAM no
		PrintMotd no
	END
}

# ssh_command [OPTION...]: for -e; the command on the host is to follow %h.
ssh_command() {
	echo "ssh -F none -i $dir/key -o IdentitiesOnly=yes -o BatchMode=yes" \
	    "-o UserKnownHostsFile=$dir/known_hosts" \
	    "-o GlobalKnownHostsFile=/dev/null -o StrictHostKeyChecking=yes" \
	    "$* -p %p %h"
}
