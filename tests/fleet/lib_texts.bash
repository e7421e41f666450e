# SPDX-License-Identifier: ISC
# shellcheck shell=bash disable=SC2154
# Hosts whose answers are files of $dir/hosts, named as they are, so that what
# is printed of them is known to the byte.

load ../cli/lib

test_setup() {
	mkdir "$dir/hosts"
	answer alpha ' 15:02:05 up 3 days,  5:02,  1 user,  load average: 0.04, 0.08, 0.07\n'
	answer db-primary ' 15:02:05 up 1100 days,  0:00,  12 users,  load average: 12.50, 3.00, 1.25\n'
	answer node2 ' 15:02:05 up 5:02,  3 users,  load average: 1.00, 1.00, 1.00\n'
	answer node10 ' 15:02:05 up 10 min,  load average: 2.00, 2.00, 2.00\n'
	answer noise 'SSH-2.0-OpenSSH_9.2\n'
}

# answer HOST TEXT: what it answers, backslashes as of printf.
answer() {
	printf '%b' "$2" >"$dir/hosts/$1"
}

# texts ARGUMENT...: ruptime, which reads the files; sets output, status.
texts() {
	run --separate-stderr "$ruptime" -e "cat $dir/hosts/%h" "$@"
}

# prints LINE...: the whole of standard output.
prints() {
	[ "$output" = "$(printf '%s\n' "$@")" ] || {
		printf '%s\n' "$output" >&2
		return 1
	}
}
