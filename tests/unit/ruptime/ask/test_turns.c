/* SPDX-License-Identifier: ISC */
/* Whose turn it is: listed hosts before addresses of networks, and of these at
 * most so many at once, and so many in a time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ruptime/ask/turns.h"

/* The clock may stand at anything but 0. */
#define START UINT64_C(1000000)

static void
put_all(struct turns *t, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		turns_put(t, i);
}

static void
test_listed_first(void **state)
{
	struct turns t;
	size_t i;

	(void)state;
	assert_true(turns_init(&t, 2, 3, 0, 0));
	assert_false(turns_any(&t, START));
	for (i = 5; i-- > 0;)
		turns_put(&t, i);
	assert_int_equal(turns_waiting(&t), 5);
	assert_int_equal(turns_take(&t, START), 1);
	assert_int_equal(turns_take(&t, START), 0);
	assert_int_equal(turns_take(&t, START), 4);
	/* A second round does not wait for the search. */
	turns_done(&t, 0);
	turns_put(&t, 0);
	assert_int_equal(turns_take(&t, START), 0);
	assert_int_equal(turns_take(&t, START), 3);
	assert_int_equal(turns_take(&t, START), 2);
	assert_false(turns_any(&t, START));
	assert_int_equal(turns_wait_us(&t, START), 0);
	turns_fini(&t);
}

static void
test_late_ones_are_as_listed(void **state)
{
	struct turns t;

	(void)state;
	assert_true(turns_init(&t, 1, 2, 1, 1));
	put_all(&t, 4);
	assert_int_equal(turns_take(&t, START), 0);
	assert_int_equal(turns_take(&t, START), 3);
	assert_int_equal(turns_take(&t, START), 1);
	turns_done(&t, 3);
	assert_false(turns_any(&t, START));
	turns_done(&t, 1);
	assert_int_equal(turns_take(&t, START), 2);
	turns_fini(&t);
}

static void
test_so_many_at_once(void **state)
{
	struct turns t;
	size_t i;

	(void)state;
	assert_true(turns_init(&t, 0, 1000, 0, 3));
	put_all(&t, 1000);
	for (i = 0; i < 3; i++) {
		assert_true(turns_any(&t, START));
		assert_int_equal(turns_take(&t, START), i);
	}
	assert_false(turns_any(&t, START));
	assert_int_equal(turns_wait_us(&t, START), 0);
	turns_done(&t, 1);
	assert_true(turns_any(&t, START));
	turns_fini(&t);
}

/* However soon they are done. */
static void
test_so_many_in_a_time(void **state)
{
	const uint64_t period = TURNS_SEARCH_US;
	struct turns t;
	size_t i;

	(void)state;
	assert_true(turns_init(&t, 1, 1000, 0, 0));
	put_all(&t, 1001);
	assert_int_equal(turns_take(&t, START), 0);
	for (i = 0; i < TURNS_SEARCH_MAX; i++) {
		assert_true(turns_any(&t, START + i));
		turns_done(&t, turns_take(&t, START + i));
	}
	assert_false(turns_any(&t, START + i));
	assert_int_equal(turns_wait_us(&t, START + i), period - i);
	assert_false(turns_any(&t, START + period - 1));
	/* One that is listed does not wait for that. */
	turns_put(&t, 0);
	assert_true(turns_any(&t, START + i));
	assert_int_equal(turns_take(&t, START + i), 0);
	assert_true(turns_any(&t, START + period));
	turns_done(&t, turns_take(&t, START + period));
	assert_int_equal(turns_wait_us(&t, START + period), 1);
	turns_fini(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_listed_first),
		cmocka_unit_test(test_late_ones_are_as_listed),
		cmocka_unit_test(test_so_many_at_once),
		cmocka_unit_test(test_so_many_in_a_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
