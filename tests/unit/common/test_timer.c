/* SPDX-License-Identifier: ISC */
/*
 * Timers count from when they are started, however long the loop has been busy
 * by then.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <cmocka.h>

#include "common/clock.h"
#include "common/timer.h"

enum { BUSY_MS = 60, WAIT_MS = 50, COARSE_MS = 10 /* the loop's clock */ };

static struct event *timer, *other;
static uint64_t started_us, fired_us;

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	if (arg != NULL) /* not the other one */
		fired_us = clock_us();
}

static void
on_busy(evutil_socket_t fd, short what, void *arg)
{
	const struct timespec busy = { .tv_nsec = BUSY_MS * 1000L * 1000 };

	(void)fd;
	(void)what;
	(void)arg;
	nanosleep(&busy, NULL);
	started_us = clock_us();
	timer_start_ms(timer, WAIT_MS);
	timer_start_ms(other, 0); /* has the loop look at once */
}

static void
test_it_counts_from_its_start(void **state)
{
	struct event_base *base = event_base_new();
	struct event *busy = evtimer_new(base, on_busy, NULL);

	(void)state;
	timer = evtimer_new(base, on_timer, base);
	other = evtimer_new(base, on_timer, NULL);
	timer_start_ms(busy, 0);
	event_base_dispatch(base);
	assert_true(fired_us - started_us >= (WAIT_MS - COARSE_MS) * 1000);
	event_free(timer);
	event_free(other);
	event_free(busy);
	event_base_free(base);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_counts_from_its_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
