/* SPDX-License-Identifier: ISC */
/* Deadlines, in a loop that is late as if the program had been stopped. */
#include <event2/event.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/clock.h"
#include "common/deadline.h"
#include "common/timer.h"

static struct event_base *base;
static int pipe_fds[2];
static uint64_t read_us, over_us;

static int
set_up(void **state)
{
	(void)state;
	base = event_base_new();
	read_us = over_us = 0;
	return base == NULL || pipe2(pipe_fds, O_NONBLOCK) == -1;
}

static int
tear_down(void **state)
{
	(void)state;
	event_base_free(base);
	close(pipe_fds[0]);
	close(pipe_fds[1]);
	return 0;
}

static void
on_over(void *arg)
{
	(void)arg;
	assert_int_equal(over_us, 0);
	over_us = clock_us();
}

static void
on_readable(evutil_socket_t fd, short what, void *arg)
{
	read_us = clock_us();
}

static void
sleep_ms(long ms)
{
	const struct timespec ts = { .tv_sec = ms / 1000,
		.tv_nsec = ms % 1000 * 1000000 };

	nanosleep(&ts, NULL);
}

/* What comes in while the program does not run. */
static void
on_stop(evutil_socket_t fd, short what, void *arg)
{
	sleep_ms(*(long *)arg);
	assert_int_equal(write(pipe_fds[1], "x", 1), 1);
}

static void
test_it_is_over_in_time_and_once(void **state)
{
	struct deadline d;
	uint64_t begun_us = clock_us();

	(void)state;
	deadline_init(&d, base, on_over, NULL);
	assert_false(deadline_is_set(&d));
	assert_int_equal(deadline_left_ms(&d), 0);
	deadline_set_ms(&d, 30);
	assert_true(deadline_is_set(&d));
	assert_in_range(deadline_left_ms(&d), 1, 30);
	event_base_dispatch(base);
	assert_true(over_us >= begun_us + 30 * 1000);
	assert_false(deadline_is_set(&d));
}

/* The time of the loop is that of its last waking. */
static void
set_late(evutil_socket_t fd, short what, void *arg)
{
	sleep_ms(60);
	read_us = clock_us();
	deadline_set_ms(arg, 50);
}

static void
test_it_is_by_the_clock_and_not_by_that_of_the_loop(void **state)
{
	struct deadline d;
	struct event *first;

	(void)state;
	deadline_init(&d, base, on_over, NULL);
	first = evtimer_new(base, set_late, &d);
	timer_start_ms(first, 1);
	event_base_dispatch(base);
	assert_true(over_us >= read_us + 50 * 1000);
	event_free(first);
}

static void
test_what_has_come_in_meanwhile_is_seen_to_first(void **state)
{
	long stopped_ms = 400;
	struct deadline d;
	struct event *stop, *readable;

	(void)state;
	stop = evtimer_new(base, on_stop, &stopped_ms);
	readable = event_new(base, pipe_fds[0], EV_READ, on_readable, NULL);
	event_add(readable, NULL);
	timer_start_ms(stop, 1);
	deadline_init(&d, base, on_over, NULL);
	deadline_set_ms(&d, 20);
	event_base_dispatch(base);
	assert_true(read_us > 0 && over_us > read_us);
	/* And it had as long again. */
	assert_true(over_us >= read_us + 15 * 1000);
	assert_true(over_us < read_us + 900 * 1000);
	event_free(stop);
	event_free(readable);
}

/* Each makes the next one come in. */
static void
on_link(evutil_socket_t fd, short what, void *arg)
{
	int *links = arg;
	char byte;

	assert_int_equal(over_us, 0);
	assert_int_equal(read(fd, &byte, 1), 1);
	if (++*links < 3)
		assert_int_equal(write(pipe_fds[1], "x", 1), 1);
}

/* A connection, and then what comes by it. */
static void
test_what_that_leads_to_is_seen_to_as_well(void **state)
{
	struct deadline d;
	struct event *readable;
	int links = 0;

	(void)state;
	readable =
	    event_new(base, pipe_fds[0], EV_READ | EV_PERSIST, on_link, &links);
	event_add(readable, NULL);
	deadline_init(&d, base, on_over, NULL);
	deadline_set_ms(&d, 1);
	sleep_ms(5);
	assert_int_equal(write(pipe_fds[1], "x", 1), 1);
	while (over_us == 0)
		event_base_loop(base, EVLOOP_ONCE);
	assert_int_equal(links, 3);
	event_free(readable);
}

static void
test_one_that_is_cleared_or_set_anew_is_not_over(void **state)
{
	struct deadline d;

	(void)state;
	deadline_init(&d, base, on_over, NULL);
	deadline_set_ms(&d, 1);
	deadline_clear(&d);
	assert_false(deadline_is_set(&d));
	event_base_dispatch(base);
	assert_int_equal(over_us, 0);
	deadline_set_ms(&d, 1);
	deadline_set_ms(&d, 40);
	read_us = clock_us();
	event_base_dispatch(base);
	assert_true(over_us >= read_us + 38 * 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_it_is_over_in_time_and_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_it_is_by_the_clock_and_not_by_that_of_the_loop, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    test_what_has_come_in_meanwhile_is_seen_to_first, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    test_what_that_leads_to_is_seen_to_as_well, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    test_one_that_is_cleared_or_set_anew_is_not_over, set_up,
		    tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
