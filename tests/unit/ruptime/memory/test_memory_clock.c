/* SPDX-License-Identifier: ISC */
/* A clock that was never set, as that of a machine which keeps no time while it
 * is off, does no harm to what is remembered. */
#include "tests/unit/common/directory.h"

#include <time.h>

#include "common/bootclock.h"
#include "ruptime/memory/memory.h"

enum { HOUR = 3600 };

static const time_t good = 1795740331, unset[] = { 0, 30, 1000000000, -3600 };

static time_t now;

/* In place of that of the C library. */
time_t
time(time_t *t)
{
	if (t != NULL)
		*t = now;
	return now;
}

static void
look(struct memory *m, const char *name, enum state state,
    struct past_known *past)
{
	struct host h = { .name = name,
		.state = state,
		.uptime = { .uptime_s = HOUR, .unit_s = 60 },
		.replied_at = now,
		.replied_boot_s = bootclock_s() };

	memory_look(m, &h, 1);
	*past = h.past;
}

static void
test_a_clock_that_was_never_set(void **state)
{
	struct past_known past;
	struct memory *m;
	size_t i;

	(void)state;
	setenv("RUPTIME_SEEN", in_directory("seen"), 1);
	m = memory_new(4000);
	now = good;
	look(m, "alpha", STATE_UP, &past);
	look(m, "beta", STATE_UP, &past);
	for (i = 0; i < sizeof(unset) / sizeof(unset[0]); i++) {
		now = unset[i];
		look(m, "alpha", STATE_TIMED_OUT, &past);
		assert_false(past.known);
		look(m, "alpha", STATE_UP, &past);
		look(m, "gamma", STATE_UP, &past);
	}
	now = good;
	look(m, "alpha", STATE_TIMED_OUT, &past);
	assert_int_equal(past.last_up, good);
	assert_int_equal(past.down_s, 0);
	look(m, "beta", STATE_TIMED_OUT, &past);
	assert_int_equal(past.last_up, good);
	look(m, "gamma", STATE_TIMED_OUT, &past);
	assert_int_equal(past.last_up, -1);
	memory_free(m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_clock_that_was_never_set,
		    directory_make, directory_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
