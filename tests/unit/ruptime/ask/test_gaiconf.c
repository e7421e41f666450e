/* SPDX-License-Identifier: ISC */
/*
 * What host.conf and gai.conf say.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/ask/gaiconf.h"

static void
test_multi(void **state)
{
	static const struct {
		const char *text;
		enum gaiconf_multi multi;
	} cases[] = {
		{ "", GAICONF_FIRST_LINE },
		{ "\n\n# multi on\n", GAICONF_FIRST_LINE },
		{ "multi on\n", GAICONF_ALL_LINES },
		{ "multi on", GAICONF_ALL_LINES },
		{ "  Multi\tON  # all\n", GAICONF_ALL_LINES },
		{ "multi off\n", GAICONF_FIRST_LINE },
		{ "multi on\nmulti off\n", GAICONF_FIRST_LINE },
		{ "multi off\nmulti on\n", GAICONF_ALL_LINES },
		{ "multi\n", GAICONF_UNCERTAIN },
		{ "multi yes\n", GAICONF_UNCERTAIN },
		{ "multi once\n", GAICONF_UNCERTAIN },
		{ "multion\n", GAICONF_UNCERTAIN },
		{ "multi on\nreorder on\n", GAICONF_UNCERTAIN },
		{ "trim .lab\nmulti on\n", GAICONF_UNCERTAIN },
	};
	char line[400];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		print_message("%s\n", cases[i].text);
		assert_int_equal(gaiconf_multi(cases[i].text), cases[i].multi);
	}
	memset(line, ' ', sizeof(line));
	memcpy(line + sizeof(line) - 9, "multi on", sizeof("multi on"));
	assert_int_equal(gaiconf_multi(line), GAICONF_UNCERTAIN);
}

static void
test_empty(void **state)
{
	(void)state;
	assert_true(gaiconf_is_empty(""));
	assert_true(gaiconf_is_empty("\n  \n#label ::1/128 0\n # x"));
	assert_false(gaiconf_is_empty("#\nlabel ::1/128 0\n"));
	assert_false(gaiconf_is_empty("  reload no"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_multi),
		cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
