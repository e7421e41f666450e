# CONTRIBUTING.md: "What is Linux's or a C library's alone has a name in common/
# that says what it does everywhere, and a fallback".
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.."
}

# refused TEXT: a file of TEXT does not compile behind poison.h.
refused() {
	printf '%s\n' "$@" >"$BATS_TEST_TMPDIR/it.c"
	run cc -std=c11 -D_GNU_SOURCE -DLIBBSD_OPENBSD_VIS \
	    $(pkg-config --cflags libbsd-overlay libevent_core jansson) \
	    -fsyntax-only -include tests/portable/poison.h \
	    "$BATS_TEST_TMPDIR/it.c"
}

# elsewhere PATTERN: where it stands, but for common/ and comments.
elsewhere() {
	grep -rnE --include='*.[ch]' "$1" ruptime ruptimed |
	    grep -vE '^[^:]*:[0-9]*:[[:space:]]*(/?\*|//)' || :
}

@test "a name that is a function's, a macro's or a header's is refused" {
	local line
	refused 'int main(void) { return dup(0); }'
	[ "$status" -eq 0 ]
	for line in 'int f(int *fds) { return pipe2(fds, 0); }' \
	    'int f(void) { return socket(AF_UNIX, SOCK_CLOEXEC, 0); }' \
	    'int f(void) { return MSG_MORE; }' \
	    'int f(void) { return SO_PEERCRED; }' \
	    'int f(void) { return AI_IDN; }' \
	    'int f(void) { return AF_NETLINK; }' \
	    'int f(void) { return EREMOTEIO; }' \
	    'int f(char *a, char *b) { return strverscmp(a, b); }' \
	    'int f(char *to) { return dn_expand(0, 0, 0, to, 1); }' \
	    '#include <linux/if_packet.h>' \
	    '#include <netpacket/packet.h>' \
	    '#include <sys/epoll.h>' \
	    '#include <sys/eventfd.h>' \
	    '#include <malloc.h>' \
	    '#include <sys/prctl.h>' \
	    '#include <sys/syscall.h>
int f(void) { return (int)syscall(SYS_gettid); }'; do
		refused "$line"
		echo "$line"
		[ "$status" -ne 0 ]
		[[ $output == *poison* ]]
	done
}

# So that none is refused for its header, nor let through with one.  Those of
# libtinfo have macros that nobody else can bear.
@test "each header of the others is one of those before the names" {
	headers() { grep -hoE '^#include <[^>]+>' "$@" | sort -u; }
	run -0 comm -23 \
	    <(headers ruptime/*.[ch] ruptime/*/*.[ch] ruptimed/*.[ch]) \
	    <(headers tests/portable/poison.h)
	[ "$output" = "#include <curses.h>
#include <term.h>" ]
}

@test "no condition elsewhere asks which system it is" {
	[ -z "$(elsewhere '^[[:space:]]*#[[:space:]]*(if|elif)' |
	    grep -vE '#ifdef WITH_SYSTEMD|#ifndef ([A-Z0-9_]+_H|HOSTRANGE_MAX)$')" ]
	[ -n "$(elsewhere '^#ifdef WITH_SYSTEMD')" ]
}

@test "nothing elsewhere has a name below /proc or /sys" {
	[ -z "$(elsewhere '"/(proc|sys)/')" ]
}

@test "only common asks system.h, and no header does" {
	run -0 grep -rlE --include='*.[ch]' 'common/system\.h"|\bSYSTEM_(LINUX|GLIBC)' \
	    common ruptime ruptimed
	for file in $output; do
		[[ $file == common/*.c || $file == common/system.h ]]
	done
}
