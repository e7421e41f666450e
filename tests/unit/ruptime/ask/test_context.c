/* SPDX-License-Identifier: ISC */
/*
 * The loop of a run: a signal has its turn however much there is to do.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <time.h>
#include <cmocka.h>
#include <event2/event.h>

#include "ruptime/ask/context.h"
#include "ruptime/ask/interrupt.h"
#include "ruptime/ask/resolver.h"

enum { MANY = 200, SOON = 50 };

static int done;

/* A millisecond of work. */
static void
on_work(evutil_socket_t fd, short what, void *arg)
{
	const struct timespec work = { .tv_nsec = 1000L * 1000 };

	(void)fd;
	(void)what;
	(void)arg;
	if (done++ == 0)
		raise(SIGTERM);
	nanosleep(&work, NULL);
}

static void
test_a_signal_does_not_wait_for_all_that_is_ready(void **state)
{
	static const struct resolver_calls calls = { NULL, NULL };
	static const struct timeval at_once = { 0, 0 };
	struct context c = { 0 };
	struct event *work[MANY];
	struct interrupt *interrupt;
	int i;

	(void)state;
	assert_true(context_open(&c, &calls));
	interrupt = interrupt_watch(c.base);
	assert_non_null(interrupt);
	for (i = 0; i < MANY; i++) {
		work[i] = evtimer_new(c.base, on_work, NULL);
		evtimer_add(work[i], &at_once);
	}
	event_base_dispatch(c.base);
	assert_int_equal(interrupt_signal(interrupt), SIGTERM);
	assert_in_range(done, 1, SOON);
	for (i = 0; i < MANY; i++)
		event_free(work[i]);
	interrupt_free(interrupt);
	context_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_a_signal_does_not_wait_for_all_that_is_ready),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
