/* SPDX-License-Identifier: ISC */
/* The order of names: ruptime(1) sorts them as people count. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/hosts/natural.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static int
sign(int n)
{
	return (n > 0) - (n < 0);
}

/* Each before all that follow it. */
static const char *const ordered[] = {
	"",
	"-1",
	"/run/ruptimed.sock",
	"0",
	"00",
	"01",
	"1",
	"1-",
	"01a",
	"1a",
	"2",
	"10",
	"10.0.0.2",
	"10.0.0.10",
	"10.0.0.10:80",
	"10.0.0.10:4000",
	"18446744073709551616",
	"99999999999999999999999999999999999999998",
	"099999999999999999999999999999999999999999",
	"99999999999999999999999999999999999999999",
	"100000000000000000000000000000000000000000",
	"A2",
	"a",
	"a0",
	"a00b1",
	"a0b2",
	"a1",
	"node",
	"node-1",
	"node.example.com",
	"node01",
	"node1",
	"node2",
	"node2.example.com",
	"node02a",
	"node10",
	"node10-rack2",
	"node10-rack10",
	"node10a",
	"nodes",
	"z\303\274rich1",
	"z\303\274rich02",
	"\377",
};

static void
test_names_are_ordered_as_people_count(void **state)
{
	size_t i, j;

	(void)state;
	for (i = 0; i < LEN(ordered); i++)
		for (j = 0; j < LEN(ordered); j++)
			if (sign(natural_cmp(ordered[i], ordered[j])) !=
			    (i > j) - (i < j))
				fail_msg("\"%s\" and \"%s\"", ordered[i],
				    ordered[j]);
}

/* Few letters, so that equal beginnings and equal numbers are common. */
static void
make_name(char name[8])
{
	size_t i, len = (size_t)rand() % 7;

	for (i = 0; i < len; i++)
		name[i] = "0012a-\377"[rand() % 7];
	name[len] = '\0';
}

static void
test_the_order_is_total(void **state)
{
	char a[8], b[8], c[8];
	int ab, bc, round;

	(void)state;
	srand(1);
	for (round = 0; round < 1000000; round++) {
		make_name(a);
		make_name(b);
		make_name(c);
		ab = sign(natural_cmp(a, b));
		bc = sign(natural_cmp(b, c));
		if (ab != -sign(natural_cmp(b, a)))
			fail_msg("antisymmetry: \"%s\" \"%s\"", a, b);
		if ((ab == 0) != (strcmp(a, b) == 0))
			fail_msg("identity: \"%s\" \"%s\"", a, b);
		if (ab == bc && sign(natural_cmp(a, c)) != ab)
			fail_msg("transitivity: \"%s\" \"%s\" \"%s\"", a, b, c);
	}
}

/* The value of a text of digits decides, whatever its length. */
static void
test_numbers_compare_by_value(void **state)
{
	unsigned long a, b;
	char left[32], right[32];
	int round;

	(void)state;
	srand(2);
	for (round = 0; round < 100000; round++) {
		a = (unsigned long)rand() >> rand() % 31;
		b = (unsigned long)rand() >> rand() % 31;
		snprintf(left, sizeof(left), "n%0*lu.", rand() % 12, a);
		snprintf(right, sizeof(right), "n%0*lu.", rand() % 12, b);
		if (a != b)
			assert_int_equal(sign(natural_cmp(left, right)),
			    a < b ? -1 : 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_are_ordered_as_people_count),
		cmocka_unit_test(test_the_order_is_total),
		cmocka_unit_test(test_numbers_compare_by_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
