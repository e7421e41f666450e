/* SPDX-License-Identifier: ISC */
/* A host and perhaps its port, put together; test_net.c has them taken apart.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "common/hostport.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static void
test_at_its_port(void **state)
{
	static const struct {
		const char *text;
		uint16_t port;
		const char *expected;
	} cases[] = {
		{ "alpha", 4000, "alpha" },
		{ "alpha", 4001, "alpha:4001" },
		{ "alpha", 0, "alpha" },
		{ "alpha:4000", 4000, "alpha" },
		{ "alpha:4001", 4001, "alpha:4001" },
		{ "alpha:ssh", 22, "alpha:22" },
		{ "alpha:004001", 4001, "alpha:4001" },
		{ "::1", 4000, "::1" },
		{ "::1", 4001, "[::1]:4001" },
		{ "[::1]", 4001, "[::1]:4001" },
		{ "[::1]", 4000, "::1" },
		{ "[fe80::1%eth0]:22", 4000, "fe80::1%eth0" },
		{ "/run/a:1", 4001, "/run/a:1" },
		{ "[::1", 4001, "[::1" },
		{ "", 4001, ":4001" },
	};
	char buf[HOSTPORT_TEXT_MAX];
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++)
		assert_string_equal(hostport_at(buf, cases[i].text,
					cases[i].port, 4000),
		    cases[i].expected);
}

static void
test_the_longest(void **state)
{
	char text[HOSTPORT_HOST_MAX + 1], buf[HOSTPORT_TEXT_MAX];

	(void)state;
	memset(text, 'a', sizeof(text));
	text[HOSTPORT_HOST_MAX] = '\0';
	assert_ptr_equal(hostport_at(buf, text, 65535, 1), text);
	text[HOSTPORT_HOST_MAX - 1] = '\0';
	assert_string_equal(hostport_at(buf, text, 65535, 1) +
		HOSTPORT_HOST_MAX - 1,
	    ":65535");
	memset(text, ':', HOSTPORT_HOST_MAX - 1);
	assert_string_equal(hostport_at(buf, text, 65535, 1) +
		HOSTPORT_HOST_MAX,
	    "]:65535");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_at_its_port),
		cmocka_unit_test(test_the_longest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
