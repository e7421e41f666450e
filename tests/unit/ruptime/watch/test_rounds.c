/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ruptime/watch/rounds.h"

static void
steps(struct rounds *r, uint64_t now, size_t asked, enum rounds_step expected)
{
	uint64_t wait;

	assert_int_equal(rounds_next(r, now, asked, &wait), expected);
	assert_int_equal(wait, 0);
}

static void
waits(struct rounds *r, uint64_t now, size_t asked, uint64_t expected)
{
	uint64_t wait;

	assert_int_equal(rounds_next(r, now, asked, &wait), ROUNDS_WAIT);
	assert_true(wait == expected);
}

static void
test_round_by_round(void **state)
{
	struct rounds r = { .interval_ms = 1000 };

	(void)state;
	steps(&r, 5000, 0, ROUNDS_BEGIN);
	waits(&r, 5000, 3, 1000);
	waits(&r, 5100, 1, 900);
	assert_int_equal(r.finished, 0);
	steps(&r, 5200, 0, ROUNDS_FINISH);
	assert_int_equal(r.finished, 1);
	waits(&r, 5200, 0, 800);
	steps(&r, 6010, 0, ROUNDS_BEGIN); /* a little late, */
	waits(&r, 6010, 3, 990);          /* which does not add up */
	steps(&r, 6020, 0, ROUNDS_FINISH);
	waits(&r, 6020, 0, 980);
}

static void
test_a_slow_host_holds_up_nobody(void **state)
{
	struct rounds r = { .interval_ms = 1000 };

	(void)state;
	steps(&r, 0, 0, ROUNDS_BEGIN);
	waits(&r, 999, 1, 1);
	steps(&r, 1000, 1, ROUNDS_FINISH);
	steps(&r, 1000, 1, ROUNDS_BEGIN);
	waits(&r, 1000, 3, 1000);
	assert_int_equal(r.begun, 2);
	assert_int_equal(r.finished, 1);
}

static void
test_the_last_waits_for_all(void **state)
{
	struct rounds r = { .interval_ms = 1000, .count = 2 };

	(void)state;
	steps(&r, 0, 0, ROUNDS_BEGIN);
	steps(&r, 1000, 1, ROUNDS_FINISH);
	steps(&r, 1000, 1, ROUNDS_BEGIN);
	waits(&r, 1000, 3, ROUNDS_NEVER);
	waits(&r, 9000, 1, ROUNDS_NEVER);
	steps(&r, 9500, 0, ROUNDS_FINISH);
	steps(&r, 9500, 0, ROUNDS_END);
	steps(&r, 9500, 0, ROUNDS_END);
	assert_int_equal(r.finished, 2);
}

static void
test_the_first_may_wait_for_all(void **state)
{
	struct rounds r = { .interval_ms = 1000, .first_waits = true };

	(void)state;
	steps(&r, 0, 0, ROUNDS_BEGIN);
	waits(&r, 3000, 1, ROUNDS_NEVER);
	steps(&r, 4500, 0, ROUNDS_FINISH);
	steps(&r, 4500, 0, ROUNDS_BEGIN);
	waits(&r, 4500, 1, 1000); /* not three rounds to make up for it */
	steps(&r, 5500, 1, ROUNDS_FINISH);
}

static void
test_paused(void **state)
{
	struct rounds r = { .interval_ms = 1000 };

	(void)state;
	steps(&r, 0, 0, ROUNDS_BEGIN);
	r.paused = true;
	waits(&r, 2000, 1, ROUNDS_NEVER); /* what has begun goes on */
	steps(&r, 2500, 0, ROUNDS_FINISH);
	waits(&r, 9000, 0, ROUNDS_NEVER);
	r.at_once = true;
	steps(&r, 9000, 0, ROUNDS_BEGIN); /* once */
	steps(&r, 9100, 0, ROUNDS_FINISH);
	waits(&r, 9100, 0, ROUNDS_NEVER);
	r.paused = false;
	waits(&r, 9200, 0, 800);
	steps(&r, 10000, 0, ROUNDS_BEGIN);
}

static void
test_at_once(void **state)
{
	struct rounds r = { .interval_ms = 60000 };

	(void)state;
	steps(&r, 0, 0, ROUNDS_BEGIN);
	r.at_once = true;
	steps(&r, 10, 1, ROUNDS_FINISH);
	steps(&r, 10, 1, ROUNDS_BEGIN);
	waits(&r, 10, 2, 60000);
	r.count = 3;
	r.at_once = true;
	steps(&r, 20, 1, ROUNDS_FINISH);
	steps(&r, 20, 1, ROUNDS_BEGIN);
	r.at_once = true; /* there is no other to begin */
	waits(&r, 30, 1, ROUNDS_NEVER);
}

static void
test_searches_once_a_minute_and_when_told_to(void **state)
{
	struct rounds r = { .interval_ms = 30000 };

	(void)state;
	steps(&r, 5, 0, ROUNDS_BEGIN);
	assert_true(rounds_search(&r, 5));
	steps(&r, 5, 0, ROUNDS_FINISH);
	steps(&r, 30005, 0, ROUNDS_BEGIN);
	assert_false(rounds_search(&r, 30005));
	steps(&r, 30005, 0, ROUNDS_FINISH);
	steps(&r, 60005, 0, ROUNDS_BEGIN);
	assert_true(rounds_search(&r, 60005));
	steps(&r, 60005, 0, ROUNDS_FINISH);
	rounds_hurry(&r);
	steps(&r, 60010, 0, ROUNDS_BEGIN);
	assert_true(rounds_search(&r, 60010));
	assert_false(rounds_search(&r, 60010));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_by_round),
		cmocka_unit_test(test_a_slow_host_holds_up_nobody),
		cmocka_unit_test(test_the_last_waits_for_all),
		cmocka_unit_test(test_the_first_may_wait_for_all),
		cmocka_unit_test(test_paused),
		cmocka_unit_test(test_at_once),
		cmocka_unit_test(test_searches_once_a_minute_and_when_told_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
