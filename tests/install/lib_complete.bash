# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# What the tests of the completions share: a home with hosts that ssh knows and
# a hosts file, some of which are no names.  Source lib.bash before.

# shellcheck disable=SC2034,SC2154 # set for, and by, other files
completions=$BATS_TEST_DIRNAME/../../packaging/completions

test_setup() {
	unset XDG_CONFIG_HOME RUPTIME_HOSTS
	# No name by chance in what is to be completed.
	export HOME=$dir PWNED=$dir/pwned
	mkdir -p "$dir/.ssh" "$dir/.config/ruptime"
	cat >"$dir/.ssh/known_hosts" <<-EOT
	# kcomment
	kalpha,kbeta.example ssh-ed25519 AAAA
	[kgamma]:2222 ssh-ed25519 AAAA
	|1|a2hhc2hlZA==|kaGFzaGVk= ssh-ed25519 AAAA
	@cert-authority *.kwild.example ssh-ed25519 AAAA
	@revoked kevil ssh-ed25519 AAAA
	k\$(touch\${IFS}\$PWNED) ssh-ed25519 AAAA
	EOT
	cat >"$dir/.config/ruptime/hosts" <<-EOT
	# lcomment
	lalpha lbeta # xyzzy
	node[01-16,20]-mgmt
	l\$(touch\${IFS}\$PWNED)
	EOT
}

nothing_was_run() {
	[ ! -e "$PWNED" ]
}
