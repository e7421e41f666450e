/* SPDX-License-Identifier: ISC */
/* The delay before a retry: doubled each time, capped, with jitter. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "ruptime/ask/backoff.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static const unsigned extremes[] = { 0, 1, 2, 3, 100, 5000, INT_MAX,
	(unsigned)INT_MAX + 1, UINT_MAX - 1, UINT_MAX };
static const unsigned attempts[] = { 0, 1, 2, 5, 30, 31, 32, 33, 34, 63, 64, 65,
	66, 99, INT_MAX, UINT_MAX - 1, UINT_MAX };

/* Doubled one attempt after the other, which can't overflow. */
static unsigned
slow_delay(unsigned attempt, unsigned base_ms, unsigned max_ms)
{
	uint64_t delay = base_ms;

	while (attempt-- > 0 && delay > 0 && delay < max_ms)
		delay *= 2;
	return delay < max_ms ? (unsigned)delay : max_ms;
}

static void
test_delays_double_up_to_the_maximum(void **state)
{
	static const unsigned expected[] = { 100, 200, 400, 800, 1600, 3200,
		5000, 5000, 5000 };
	unsigned i;

	(void)state;
	for (i = 0; i < LEN(expected); i++)
		assert_int_equal(backoff_delay_ms(i, 100, 5000, 0),
		    expected[i]);
	assert_int_equal(backoff_delay_ms(0, 7000, 5000, 0), 5000);
}

static void
test_no_attempt_and_no_extreme_overflows(void **state)
{
	size_t a, b, m;

	(void)state;
	for (a = 0; a < LEN(attempts); a++)
		for (b = 0; b < LEN(extremes); b++)
			for (m = 0; m < LEN(extremes); m++)
				assert_int_equal(backoff_delay_ms(attempts[a],
						     extremes[b], extremes[m],
						     0),
				    slow_delay(attempts[a], extremes[b],
					extremes[m]));
}

static void
test_no_base_or_no_maximum_is_no_delay(void **state)
{
	size_t a;

	(void)state;
	for (a = 0; a < LEN(attempts); a++) {
		assert_int_equal(backoff_delay_ms(attempts[a], 0, UINT_MAX, 0),
		    0);
		assert_int_equal(backoff_delay_ms(attempts[a], UINT_MAX, 0, 0),
		    0);
		assert_int_equal(backoff_delay_ms(attempts[a], 0, 5000,
				     UINT32_MAX),
		    0);
	}
}

static void
test_jitter_takes_off_up_to_half(void **state)
{
	(void)state;
	assert_int_equal(backoff_delay_ms(0, 100, 5000, UINT32_MAX), 50);
	assert_int_equal(backoff_delay_ms(0, 100, 5000, UINT32_MAX / 2 + 1),
	    75);
	assert_int_equal(backoff_delay_ms(6, 100, 5000, UINT32_MAX), 2500);
	assert_int_equal(backoff_delay_ms(0, UINT_MAX, UINT_MAX, UINT32_MAX),
	    UINT_MAX - UINT_MAX / 2);
	/* It never lets a delay reach zero. */
	assert_int_equal(backoff_delay_ms(0, 1, 5000, UINT32_MAX), 1);
	assert_int_equal(backoff_delay_ms(0, 3, 5000, UINT32_MAX), 2);
}

static uint32_t
any32(void)
{
	return (uint32_t)rand() << 16 ^ (uint32_t)rand();
}

static void
test_jitter_keeps_within_its_bounds(void **state)
{
	unsigned attempt, base, max, full, less, more;
	uint32_t rnd;
	int round;

	(void)state;
	srand(1);
	for (round = 0; round < 200000; round++) {
		attempt = any32() >> rand() % 32;
		base = any32() >> rand() % 32;
		max = any32() >> rand() % 32;
		rnd = any32();
		full = slow_delay(attempt, base, max);
		more = backoff_delay_ms(attempt, base, max, rnd / 2);
		less = backoff_delay_ms(attempt, base, max, rnd);
		if (more > full || less > more || less < full - full / 2)
			fail_msg("attempt %u, base %u, max %u, rnd %u: %u of "
				 "%u",
			    attempt, base, max, rnd, less, full);
	}
}

/* Hosts that have lost the same server must not come back as one. */
static void
test_jitter_spreads_evenly(void **state)
{
	unsigned count[4] = { 0 }, delay;
	size_t i;

	(void)state;
	for (i = 0; i < 4000; i++) {
		delay = backoff_delay_ms(0, 4000, 5000,
		    (uint32_t)(UINT32_MAX / 4000 * i));
		assert_in_range(delay, 2001, 4000);
		count[(delay - 2001) / 500]++;
	}
	for (i = 0; i < LEN(count); i++)
		assert_in_range(count[i], 990, 1010);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_delays_double_up_to_the_maximum),
		cmocka_unit_test(test_no_attempt_and_no_extreme_overflows),
		cmocka_unit_test(test_no_base_or_no_maximum_is_no_delay),
		cmocka_unit_test(test_jitter_takes_off_up_to_half),
		cmocka_unit_test(test_jitter_keeps_within_its_bounds),
		cmocka_unit_test(test_jitter_spreads_evenly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
