# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2034,SC2154
# What the tests of ruptime-service share, on top of lib.bash: a services
# database of their own, and each shell that there is to run it; busybox with
# its own utilities.

load ../cli/lib

line='ruptime         4000/tcp        # remote uptime'

test_setup() {
	script=$BATS_TEST_DIRNAME/../../packaging/services/ruptime-service
	services=$dir/services
	printf '%s\n' '# Network services' 'discard         9/tcp   sink null' \
	    'discard         9/udp   sink null' '' '# Local services' \
	    >"$services"
	cp "$services" "$dir/before"
	shells=()
	command -v dash >/dev/null && shells+=(dash)
	shells+=('bash --posix')
	if command -v busybox >/dev/null; then
		mkdir "$dir/busybox"
		busybox --install -s "$dir/busybox"
		shells+=("env PATH=$dir/busybox sh")
	fi
}

# service ARGUMENT...: by the shell of the moment.
service() {
	# shellcheck disable=SC2086 # a command and its argument
	timeout 60 ${shell:-sh} "$script" "$@"
}

# database LINE...: holds these.
database() {
	printf '%s\n' "$@" >"$services"
	cp "$services" "$dir/before"
}

# unchanged: it is the file that it was, and no other was left beside it.
unchanged() {
	cmp "$dir/before" "$services"
	no_leftovers
}

no_leftovers() {
	! ls "$services".* >/dev/null 2>&1
}
