/* SPDX-License-Identifier: ISC */
/*
 * Names with several lines in /etc/hosts where glibc takes the first one only,
 * which it finds out once: this is a program of its own.
 */
#include "tests/unit/ruptime/ask/etc.h"

static void
test_no_multi(void **state)
{
	(void)state;
	assert_int_equal(unlink("/etc/host.conf"), 0);
	write_file("/etc/hosts",
	    "10.0.0.1 two one\n10.0.0.2 two\n2001:db8::1 both\n"
	    "10.0.0.3 both\n2001:db8::2 both\n10.0.0.4 both\n");
	settle("one");
	assert_true(check("two", AF_UNSPEC));
	assert_true(check("two", AF_INET));
	assert_true(check("both", AF_UNSPEC));
	assert_true(check("both", AF_INET));
	assert_true(check("both", AF_INET6));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		NAMES(test_no_multi),
	};

	if (!enter_room()) {
		puts("1..0 # SKIP needs namespaces");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
