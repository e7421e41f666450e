/* SPDX-License-Identifier: ISC */
/* How many slips of the finger lie between two words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "common/slips.h"

static unsigned
slips(const char *typed, const char *word)
{
	return slips_between(typed, strlen(typed), word);
}

static void
test_each_slip_counts_one(void **state)
{
	(void)state;
	assert_int_equal(slips("timeout", "timeout"), 0);
	assert_int_equal(slips("timout", "timeout"), 1);   /* left out */
	assert_int_equal(slips("timeoout", "timeout"), 1); /* put in */
	assert_int_equal(slips("timeour", "timeout"), 1);  /* another */
	assert_int_equal(slips("tiemout", "timeout"), 1);  /* swapped */
	assert_int_equal(slips("tiemour", "timeout"), 2);
	assert_int_equal(slips("", "timeout"), 1); /* its beginning */
	assert_int_equal(slips("x", ""), 1);
}

static void
test_a_beginning_is_one_slip_more(void **state)
{
	(void)state;
	assert_int_equal(slips("time", "timeout"), 1);
	assert_int_equal(slips("tiem", "timeout"), 2);
	assert_int_equal(slips("interv", "interval"), 1);
}

static void
test_only_so_many_bytes_are_typed(void **state)
{
	(void)state;
	assert_int_equal(slips_between("timeout=5", 7, "timeout"), 0);
	assert_int_equal(slips_between(&"xtimeout"[1], 3, "tim"), 0);
}

static void
test_long_words_are_compared_by_their_beginnings(void **state)
{
	char a[1000], b[1000];

	(void)state;
	memset(a, 'a', sizeof(a));
	memset(b, 'a', sizeof(b));
	a[sizeof(a) - 1] = b[500] = '\0';
	assert_int_equal(slips_between(a, sizeof(a) - 1, b), 0);
	b[30] = 'b';
	assert_int_equal(slips_between(a, sizeof(a) - 1, b), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_slip_counts_one),
		cmocka_unit_test(test_a_beginning_is_one_slip_more),
		cmocka_unit_test(test_only_so_many_bytes_are_typed),
		cmocka_unit_test(
		    test_long_words_are_compared_by_their_beginnings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
