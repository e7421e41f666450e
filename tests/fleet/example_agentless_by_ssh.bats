# ruptime(1), EXAMPLES: "Hosts where nothing was installed, by ssh, which
# encrypts and authenticates".
load lib_example

# A real sshd on both hosts, which lets the test's key print what uptime prints
# there.  No ruptimed.
ssh_hosts() {
	need ssh sshd ssh-keygen
	mkdir "$dir/no" "$dir/ssh"
	mv "$dir"/*.uptime "$dir/ssh"
	cp "$dir/ssh/node01.uptime" "$dir"
	ssh-keygen -qt ed25519 -N '' -f "$dir/ssh/key"
	ssh-keygen -qt ed25519 -N '' -f "$dir/ssh/hostkey"
	chmod 600 "$dir/ssh/key" "$dir/ssh/hostkey"
	cat >"$dir/ssh/sshd_config" <<-EOT
	HostKey $dir/ssh/hostkey
	AuthorizedKeysFile $dir/ssh/key.pub
	PidFile none
	StrictModes no
	UsePAM no
	PermitRootLogin yes
	Match LocalAddress 10.0.0.10
	    ForceCommand test "\$SSH_ORIGINAL_COMMAND" = uptime && cat $dir/ssh/alpha.uptime
	Match LocalAddress 10.0.0.11
	    ForceCommand test "\$SSH_ORIGINAL_COMMAND" = uptime && cat $dir/ssh/db-primary.uptime
	EOT
	script bin/ssh <<-EOT
	exec $(command -v ssh) -F none -i '$dir/ssh/key' -l root \
	    -o UserKnownHostsFile='$dir/ssh/known' \
	    -o StrictHostKeyChecking=no "\$@"
	EOT
	cat >"$dir/hook" <<-EOT
	mount -t tmpfs none /run
	mkdir /run/sshd
	$(command -v sshd) -D -e -f '$dir/ssh/sshd_config' 2>'$dir/ssh/log' &
	started \$! '$dir/ssh/log'
	EOT
}

@test "agentless by ssh" {
	PATH=$PATH:/usr/sbin
	ssh_hosts
	example 'Hosts where nothing was installed'
	# The hosts are as busy as the tests that run beside this one.
	commands=${commands/ -e / -T 60 -e }
	lab
}
