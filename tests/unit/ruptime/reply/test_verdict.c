/* SPDX-License-Identifier: ISC */
/* A verdict has the words of its last reason, and none are left behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ruptime/reply/verdict.h"
#include "tests/unit/heap.h"

enum { MANY = 1000, LONG = 1000 };

static void
test_it_begins_without_words(void **state)
{
	struct verdict v = { 0 };

	(void)state;
	assert_int_equal(v.state, STATE_PENDING);
	assert_string_equal(verdict_words(&v), "");
	verdict_fini(&v);
}

/* With -w a host may have one attempt after the other for days. */
static void
test_nothing_is_left_of_the_words_of_before(void **state)
{
	const size_t before = heap_in_use();
	struct verdict v = { 0 };
	int i;

	(void)state;
	for (i = 0; i < MANY; i++)
		verdict_set(&v, STATE_REFUSED, "%*d", LONG, i);
	assert_true(heap_in_use() - before < 20 * LONG);
	verdict_set(&v, STATE_TIMED_OUT, "%s after %d s", "silent", 10);
	assert_int_equal(v.state, STATE_TIMED_OUT);
	assert_string_equal(verdict_words(&v), "silent after 10 s");
	verdict_fini(&v);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_begins_without_words),
		cmocka_unit_test(test_nothing_is_left_of_the_words_of_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
