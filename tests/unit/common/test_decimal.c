/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "common/decimal.h"

static void
writes(uint64_t number, const char *expected)
{
	char text[DECIMAL_MAX + 1], *end = decimal_put(text, number);

	*end = '\0';
	assert_string_equal(text, expected);
}

static void
test_digits_of_a_number(void **state)
{
	(void)state;
	writes(0, "0");
	writes(9, "9");
	writes(10, "10");
	writes(255, "255");
	writes(65535, "65535");
	writes(100000, "100000");
	writes(UINT32_MAX, "4294967295");
	writes(INT64_MAX, "9223372036854775807");
	writes(UINT64_MAX, "18446744073709551615");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_digits_of_a_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
