/* SPDX-License-Identifier: ISC */
/*
 * How many descriptors a race takes where they are short: what is left is for
 * other hosts.
 */
#include <event2/event.h>

#include "tests/unit/ruptime/ask/loopback.h"

static struct event_base *base;
static int winner;

static int
set_up(void **state)
{
	(void)state;
	winner = -1;
	base = event_base_new();
	return base == NULL ? -1 : 0;
}

static int
tear_down(void **state)
{
	(void)state;
	event_base_free(base);
	return 0;
}

static void
on_done(void *arg, int fd, size_t index, int error, uint64_t begun_us)
{
	(void)arg;
	(void)begun_us;
	assert_int_equal(error, 0);
	assert_int_equal(index, 3);
	winner = fd;
}

/* The last of four answers, the others hang. The race takes one descriptor and
 * of the spare ones no more than there are, and gives them back. */
static void
race_with_spare(size_t spare, int most_expected)
{
	struct dial_address a[4];
	struct hole holes[3];
	size_t i, left = spare;
	int listener, before, most = 0;

	for (i = 0; i < LEN(holes); i++)
		open_hole(&holes[i], &a[i]);
	listener = listen_tcp(&a[3]);
	before = count_fds();
	assert_non_null(dial_start(base, a, 4, DELAY_MS, &left, on_done, NULL));
	while (winner == -1) {
		if (count_fds() - before > most)
			most = count_fds() - before;
		assert_int_equal(left, spare - (size_t)(most - 1));
		assert_int_equal(event_base_loop(base, EVLOOP_ONCE), 0);
	}
	assert_int_equal(most, most_expected);
	assert_int_equal(left, spare);
	assert_int_equal(count_fds(), before + 1);
	close(winner);
	close(listener);
	for (i = 0; i < LEN(holes); i++)
		close_hole(&holes[i]);
}

static void
test_none_to_spare(void **state)
{
	(void)state;
	race_with_spare(0, 1);
}

static void
test_one_to_spare(void **state)
{
	(void)state;
	race_with_spare(1, 2);
}

static void
test_enough_to_spare(void **state)
{
	(void)state;
	race_with_spare(9, 4);
}

/* The one that hangs keeps its place while others take turns beside it. */
static void
test_a_failure_gives_back(void **state)
{
	struct dial_address a[4];
	struct hole hole;
	size_t left = 1;
	int refusing, listener;

	(void)state;
	open_hole(&hole, &a[0]);
	refusing = bind_tcp(&a[1]);
	unix_path(&a[2], "/nosuch/socket");
	listener = listen_tcp(&a[3]);
	assert_non_null(dial_start(base, a, 4, DELAY_MS, &left, on_done, NULL));
	while (winner == -1)
		assert_int_equal(event_base_loop(base, EVLOOP_ONCE), 0);
	assert_int_equal(left, 1);
	close(winner);
	close(listener);
	close(refusing);
	close_hole(&hole);
}

static void
test_a_cancelled_race_gives_back(void **state)
{
	struct dial_address a[2];
	struct hole holes[2];
	struct dial *d;
	size_t left = 1;

	(void)state;
	open_hole(&holes[0], &a[0]);
	open_hole(&holes[1], &a[1]);
	d = dial_start(base, a, 2, DELAY_MS, &left, on_done, NULL);
	while (left == 1)
		assert_int_equal(event_base_loop(base, EVLOOP_ONCE), 0);
	dial_cancel(d);
	assert_int_equal(left, 1);
	close_hole(&holes[0]);
	close_hole(&holes[1]);
}

#define SPARE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SPARE(test_none_to_spare),
		SPARE(test_one_to_spare),
		SPARE(test_enough_to_spare),
		SPARE(test_a_failure_gives_back),
		SPARE(test_a_cancelled_race_gives_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
