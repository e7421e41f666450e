/* SPDX-License-Identifier: ISC */
/* Of several wishes to draw the earliest counts. */
#include <sys/time.h>
#include <event2/event.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "common/loop.h"
#include "ruptime/watch/drawing.h"

enum { NEVER_MS = 0 };

/* When it is drawn, by the clock of the event base; 0: not at all. */
static uint64_t
due_ms(const struct drawing *d)
{
	struct timeval at;

	if (!evtimer_pending(d->timer, &at))
		return NEVER_MS;
	return (uint64_t)at.tv_sec * 1000 + (uint64_t)at.tv_usec / 1000;
}

static void
test_the_earlier_wish_counts(void **state)
{
	struct event_base *base = loop_new();
	struct drawing d = { .timer = NULL };
	uint64_t first, earlier;

	(void)state;
	assert_true(drawing_begin(&d, base, NULL, NULL));
	assert_int_equal(due_ms(&d), NEVER_MS);
	drawing_within(&d, 900000);
	first = due_ms(&d);
	drawing_within(&d, 900000);
	assert_int_equal(due_ms(&d), first);
	drawing_within(&d, 950000);
	assert_int_equal(due_ms(&d), first);
	drawing_within(&d, 300000);
	earlier = due_ms(&d);
	assert_true(earlier < first);
	drawing_within(&d, 900000);
	assert_int_equal(due_ms(&d), earlier);
	drawing_within(&d, 0);
	assert_true(due_ms(&d) < earlier);
	drawing_end(&d);
	event_base_free(base);
}

/* What waits already is not put off by a wish that was made later. */
static void
test_a_shorter_wait_is_no_delay(void **state)
{
	struct event_base *base = loop_new();
	struct drawing d = { .timer = NULL };
	uint64_t first;

	(void)state;
	assert_true(drawing_begin(&d, base, NULL, NULL));
	drawing_within(&d, 500000);
	first = due_ms(&d);
	/* As if most of the time had passed since. */
	d.due_ms -= 400000;
	drawing_within(&d, 250000);
	assert_int_equal(due_ms(&d), first);
	drawing_end(&d);
	event_base_free(base);
}

static void
test_nothing_to_draw_on(void **state)
{
	struct drawing d = { .timer = NULL };

	(void)state;
	drawing_within(&d, 1);
	assert_null(d.timer);
	drawing_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_earlier_wish_counts),
		cmocka_unit_test(test_a_shorter_wait_is_no_delay),
		cmocka_unit_test(test_nothing_to_draw_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
