/* SPDX-License-Identifier: ISC */
/*
 * Racing the addresses of one host, with real sockets on loopback. What has to
 * hang is a listener whose backlog is full. Nothing measures time: the module
 * is compiled in, and its delays are noted, and left out where a test says so.
 */
#include <event2/event.h>

#include "tests/unit/ruptime/ask/loopback.h"

/* What may still be allocated; -1: as much as anyone likes. */
static int allocations = -1;

static void *
scarce_malloc(size_t size)
{
	errno = ENOMEM;
	if (allocations == 0)
		return NULL;
	if (allocations > 0)
		allocations--;
	return malloc(size);
}

static void *
scarce_calloc(size_t n, size_t size)
{
	void *p = scarce_malloc(n * size);

	return p == NULL ? NULL : memset(p, 0, n * size);
}

static bool hurry;
static unsigned delays_ms[100];
static size_t delay_count;

static int
noted_event_add(struct event *event, const struct timeval *delay)
{
	if (delay == NULL)
		return event_add(event, NULL);
	assert_true(delay_count < LEN(delays_ms));
	delays_ms[delay_count++] =
	    (unsigned)(delay->tv_sec * 1000 + delay->tv_usec / 1000);
	return event_add(event, hurry ? &(struct timeval){ 0 } : delay);
}

#define calloc scarce_calloc
#define event_add noted_event_add
#include "ruptime/ask/dial.c"
#undef calloc
#undef event_add

static struct event_base *base;
static int fds_before;

/* What done was told. */
static struct {
	int calls, fd, error, fds;
	size_t index;
	uint64_t begun_us;
} told;

static int
set_up(void **state)
{
	(void)state;
	memset(&told, 0, sizeof(told));
	hurry = false;
	delay_count = 0;
	base = event_base_new();
	fds_before = count_fds();
	return base == NULL ? -1 : 0;
}

static int
tear_down(void **state)
{
	(void)state;
	allocations = -1;
	event_base_free(base);
	return 0;
}

static void
on_done(void *arg, int fd, size_t index, int error, uint64_t begun_us)
{
	assert_ptr_equal(arg, &told);
	told.calls++;
	told.fds = count_fds();
	told.fd = fd;
	told.index = index;
	told.error = error;
	told.begun_us = begun_us;
}

static void
loop_until_told(void)
{
	assert_int_equal(event_base_dispatch(base), 1);
	assert_int_equal(told.calls, 1);
}

/* Race to the end, and nothing is told before the loop runs. */
static void
race(const struct dial_address *a, size_t count)
{
	told.calls = 0;
	assert_non_null(
	    dial_start(base, a, count, DELAY_MS, NULL, on_done, &told));
	assert_int_equal(told.calls, 0);
	loop_until_told();
}

/* Only the winner's descriptor is left: it is connected to its address. */
static void
wins(const struct dial_address *a, size_t index)
{
	struct dial_address peer = { .len = sizeof(peer.u) };

	assert_int_equal(told.error, 0);
	assert_int_equal(told.index, index);
	assert_int_equal(getpeername(told.fd, &peer.u.sa, &peer.len), 0);
	assert_int_equal(peer.len, a[index].len);
	assert_memory_equal(&peer.u, &a[index].u, peer.len);
	assert_true(fcntl(told.fd, F_GETFL) & O_NONBLOCK);
	assert_true(fcntl(told.fd, F_GETFD) & FD_CLOEXEC);
	close(told.fd);
}

static void
nobody_wins(int error, size_t index)
{
	assert_int_equal(told.fd, -1);
	assert_int_equal(told.error, error);
	assert_int_equal(told.index, index);
}

static void
test_the_first_that_answers_wins(void **state)
{
	struct dial_address a[2];
	int first = listen_tcp(&a[0]), second = listen_tcp(&a[1]);

	(void)state;
	race(a, 2);
	wins(a, 0);
	/* The other was not even tried. */
	assert_true(nobody_has_come(second));
	close(first);
	close(second);
	assert_int_equal(count_fds(), fds_before);
}

static void
test_a_refused_one_gives_way_at_once(void **state)
{
	struct dial_address a[40];
	int fds[40];
	size_t i;

	(void)state;
	for (i = 0; i < 39; i++)
		fds[i] = bind_tcp(&a[i]);
	fds[39] = listen_tcp(&a[39]);
	race(a, 40);
	wins(a, 39);
	/* Each is given 250 ms, but for those that fail. */
	for (i = 0; i < 39; i++) {
		assert_int_equal(delays_ms[2 * i], 250);
		assert_int_equal(delays_ms[2 * i + 1], 0);
	}
	assert_int_equal(delay_count, 79);
	for (i = 0; i < 40; i++)
		close(fds[i]);
	assert_int_equal(count_fds(), fds_before);
}

static void
test_all_refused_is_refused(void **state)
{
	struct dial_address a[3];
	int fds[3];
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++)
		fds[i] = bind_tcp(&a[i]);
	race(a, 3);
	assert_in_range(told.index, 0, 2);
	nobody_wins(ECONNREFUSED, told.index);
	assert_int_equal(count_fds(), fds_before + 3);
	for (i = 0; i < 3; i++)
		close(fds[i]);
}

static void
test_a_refusal_tells_more_than_other_errors(void **state)
{
	struct dial_address a[3];
	int fd;

	(void)state;
	unix_path(&a[0], "/nosuch/socket");
	unix_path(&a[2], "/dev/null/socket");
	fd = bind_tcp(&a[1]);
	race(a, 3);
	nobody_wins(ECONNREFUSED, 1);
	race(a, 2);
	nobody_wins(ECONNREFUSED, 1);
	race(a + 1, 2);
	nobody_wins(ECONNREFUSED, 0);
	close(fd);
}

static void
test_the_first_of_other_errors_is_told(void **state)
{
	struct dial_address a[3];

	(void)state;
	unix_path(&a[0], "/dev/null/socket");
	unix_path(&a[1], "/nosuch/socket");
	a[2] = a[1];
	a[2].u.sa.sa_family = AF_MAX;
	race(a, 3);
	nobody_wins(ENOTDIR, 0);
	race(a + 2, 1);
	nobody_wins(EAFNOSUPPORT, 0);
	assert_int_equal(count_fds(), fds_before);
}

static void
test_a_socket_by_path_connects_or_its_backlog_is_full(void **state)
{
	struct dial_address a[2];
	int full = listen_unix(&a[0], 0), other = listen_tcp(&a[1]);

	(void)state;
	race(a, 1);
	wins(a, 0);
	/* That one has filled it: nobody has accepted it. */
	race(a, 1);
	nobody_wins(EAGAIN, 0);
	race(a, 2);
	wins(a, 1);
	close(full);
	close(other);
	assert_int_equal(count_fds(), fds_before);
}

/* While some hang the next is begun, but not with them. */
static void
test_hanging_ones_are_overtaken(void **state)
{
	struct dial_address a[4];
	struct hole holes[3];
	uint64_t begun_us;
	int winner, fds;
	size_t i;

	(void)state;
	hurry = true;
	for (i = 0; i < LEN(holes); i++)
		open_hole(&holes[i], &a[i]);
	winner = listen_tcp(&a[3]);
	fds = count_fds();
	begun_us = clock_us();
	assert_non_null(dial_start(base, a, 4, DELAY_MS, NULL, on_done, &told));
	assert_int_equal(count_fds(), fds + 1);
	assert_int_equal(delays_ms[0], 250);
	loop_until_told();
	assert_true(told.begun_us > begun_us);
	/* The losers were closed before that was told. */
	assert_int_equal(told.fds, fds + 1);
	wins(a, 3);
	assert_int_equal(delay_count, 4);
	for (i = 0; i < LEN(holes); i++)
		close_hole(&holes[i]);
	close(winner);
	assert_int_equal(count_fds(), fds_before);
}

static void
test_a_hanging_one_is_waited_for_when_all_have_begun(void **state)
{
	struct dial_address a[2];
	struct hole hole;
	struct dial *d;
	int i;

	(void)state;
	hurry = true;
	unix_path(&a[0], "/nosuch/socket");
	open_hole(&hole, &a[1]);
	d = dial_start(base, a, 2, DELAY_MS, NULL, on_done, &told);
	assert_non_null(d);
	for (i = 0; i < 10; i++)
		event_base_loop(base, EVLOOP_NONBLOCK);
	assert_int_equal(told.calls, 0);
	dial_cancel(d);
	close_hole(&hole);
	assert_int_equal(count_fds(), fds_before);
}

static void
test_a_cancelled_race_tells_nothing(void **state)
{
	struct dial_address a[2];
	struct hole hole;
	struct dial *d;
	int fds;

	(void)state;
	dial_cancel(NULL);
	open_hole(&hole, &a[0]);
	unix_path(&a[1], "/nosuch/socket");
	fds = count_fds();
	d = dial_start(base, a, 2, DELAY_MS, NULL, on_done, &told);
	assert_non_null(d);
	assert_int_equal(count_fds(), fds + 1);
	dial_cancel(d);
	dial_cancel(dial_start(base, a + 1, 1, DELAY_MS, NULL, on_done, &told));
	assert_int_equal(event_base_dispatch(base), 1);
	assert_int_equal(told.calls, 0);
	assert_int_equal(count_fds(), fds);
	close_hole(&hole);
}

static void
start_again(void *arg, int fd, size_t index, int error, uint64_t begun_us)
{
	const struct dial_address *a = arg;

	(void)begun_us;
	assert_int_equal(fd, -1);
	assert_int_equal(index, 0);
	assert_int_equal(error, ECONNREFUSED);
	assert_non_null(
	    dial_start(base, a + 1, 1, DELAY_MS, NULL, on_done, &told));
}

static void
test_done_may_start_the_next_race(void **state)
{
	struct dial_address a[2];
	int first = bind_tcp(&a[0]), second = listen_tcp(&a[1]);

	(void)state;
	assert_non_null(dial_start(base, a, 1, DELAY_MS, NULL, start_again, a));
	loop_until_told();
	wins(a + 1, 0);
	close(first);
	close(second);
	assert_int_equal(count_fds(), fds_before);
}

static void
test_all_are_begun_in_half_of_the_time(void **state)
{
	(void)state;
	assert_int_equal(dial_stagger_ms(1, 0), 250);
	assert_int_equal(dial_stagger_ms(40, 0), 250);
	assert_int_equal(dial_stagger_ms(2, 5000), 250);
	assert_int_equal(dial_stagger_ms(10, 5000), 250);
	assert_int_equal(dial_stagger_ms(25, 5000), 100);
	assert_int_equal(dial_stagger_ms(2, 200), 50);
	assert_int_equal(dial_stagger_ms(1000, 100), 1);
	assert_int_equal(dial_stagger_ms(1, UINT32_MAX), 250);
}

static void
test_without_memory_a_race_fails(void **state)
{
	struct dial_address a;
	int n, fd = listen_tcp(&a);
	struct addrinfo list = { .ai_family = AF_INET,
		.ai_addr = &a.u.sa,
		.ai_addrlen = a.len };
	size_t count;

	(void)state;
	for (n = 0; n < 2; n++) {
		allocations = n;
		assert_null(
		    dial_start(base, &a, 1, DELAY_MS, NULL, on_done, &told));
		assert_int_equal(errno, ENOMEM);
	}
	allocations = 0;
	assert_null(dial_order(&list, &count));
	/* Itself and its timer, but no event of its racer. */
	allocations = 2;
	assert_non_null(
	    dial_start(base, &a, 1, DELAY_MS, NULL, on_done, &told));
	allocations = -1;
	loop_until_told();
	nobody_wins(ENOMEM, 0);
	close(fd);
	assert_int_equal(count_fds(), fds_before);
}

int
main(void)
{
#define RACE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		RACE(test_the_first_that_answers_wins),
		RACE(test_a_refused_one_gives_way_at_once),
		RACE(test_all_refused_is_refused),
		RACE(test_a_refusal_tells_more_than_other_errors),
		RACE(test_the_first_of_other_errors_is_told),
		RACE(test_a_socket_by_path_connects_or_its_backlog_is_full),
		RACE(test_hanging_ones_are_overtaken),
		RACE(test_a_hanging_one_is_waited_for_when_all_have_begun),
		RACE(test_a_cancelled_race_tells_nothing),
		RACE(test_done_may_start_the_next_race),
		RACE(test_all_are_begun_in_half_of_the_time),
		RACE(test_without_memory_a_race_fails),
	};

	event_set_mem_functions(scarce_malloc, realloc, free);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
