/* SPDX-License-Identifier: ISC */
/* Names of DNS: the same name, below another, and fit for a host. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <locale.h>
#include <cmocka.h>

#include "ruptime/hosts/dnsname.h"

#define LABEL "123456789012345678901234567890123456789012345678901234567890123"

static void
test_case_of_letters(void **state)
{
	(void)state;
	assert_int_equal(dnsname_cmp("Alpha.LOCAL", "alpha.local"), 0);
	assert_int_equal(dnsname_cmp("", ""), 0);
	assert_true(dnsname_cmp("alpha", "beta") < 0);
	assert_true(dnsname_cmp("b", "A") > 0);
	assert_true(dnsname_cmp("a", "a.b") < 0);
	/* Not of those that a locale may have. */
	assert_true(dnsname_cmp("\xc4", "\xe4") != 0);
	assert_true(dnsname_cmp("[", "{") != 0);
}

static void
test_below(void **state)
{
	(void)state;
	assert_true(dnsname_is_below("a.local", "local"));
	assert_true(dnsname_is_below("a.b.Local", "local"));
	assert_true(dnsname_is_below("A\\.b._x._tcp.local", "_x._tcp.local"));
	assert_true(dnsname_is_below("a\\\\.local", "local"));
	assert_false(dnsname_is_below("local", "local"));
	assert_false(dnsname_is_below(".local", "local"));
	assert_false(dnsname_is_below("alocal", "local"));
	assert_false(dnsname_is_below("a\\.local", "local"));
	assert_false(dnsname_is_below("a\\\\\\.local", "local"));
	assert_false(dnsname_is_below("a.example", "local"));
	assert_false(dnsname_is_below("", "local"));
}

static void
test_hosts(void **state)
{
	static const char *const good[] = { "a", "a.b", "A-1_x.example", "_a",
		"10", LABEL, LABEL "." LABEL };
	static const char *const bad[] = { "", ".", "a.", ".a", "a..b", "-a",
		"-oProxyCommand=x", "a.-b", "../x", "a/b", "a b", "a\\032b",
		"a\033[31m", "a\\.b", "a:1", "a%eth0", "[a]", "a,b", "@a",
		"\xc3\xa4", LABEL "1", LABEL "." LABEL "." LABEL "." LABEL };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (!dnsname_is_host(good[i]))
			fail_msg("refused: %s", good[i]);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (dnsname_is_host(bad[i]))
			fail_msg("taken: %s", bad[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_case_of_letters),
		cmocka_unit_test(test_below),
		cmocka_unit_test(test_hosts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
