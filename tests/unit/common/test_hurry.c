/* SPDX-License-Identifier: ISC */
/* A call that waits is interrupted, and nothing else is changed. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/clock.h"
#include "common/hurry.h"

enum { PATIENCE_S = 20, PAGE = 4096, MOMENT_US = 100 * 1000, TRIES = 15 };

/* Not static, since where headers are fortified poll() is inline. */
extern bool filled_meanwhile;
bool filled_meanwhile;

/* In place of the one that hurry.c would have: another writer may come in
 * between it and the write. */
int
poll(struct pollfd *fds, nfds_t count, int timeout_ms)
{
	assert_int_equal(count, 1);
	assert_int_equal(timeout_ms, 0);
	return filled_meanwhile ? 1 : ppoll(fds, 1, &(struct timespec){ 0 }, 0);
}

/* A pipe into which one page goes, and which nobody reads. */
static void
pipe_with_room(int fds[2])
{
	char page[PAGE] = "";

	assert_int_equal(pipe(fds), 0);
	assert_int_equal(fcntl(fds[1], F_SETFL, O_NONBLOCK), 0);
	while (write(fds[1], page, PAGE) == PAGE)
		;
	assert_int_equal(errno, EAGAIN);
	assert_int_equal(fcntl(fds[1], F_SETFL, 0), 0);
	assert_int_equal(read(fds[0], page, PAGE), PAGE);
}

/* Write more than goes in.  How long that took, in microseconds. */
static uint64_t
write_too_much(void)
{
	char much[2 * PAGE] = "";
	uint64_t begun_us;
	int fds[2];

	pipe_with_room(fds);
	begun_us = clock_us();
	assert_int_equal(hurry_write(fds[1], much, sizeof(much)), PAGE);
	begun_us = clock_us() - begun_us;
	close(fds[0]);
	close(fds[1]);
	return begun_us;
}

/* A machine that is busy makes some take longer, and not all of them. */
static void
test_what_is_taken_is_known_in_a_moment(void **state)
{
	int tries = 1;

	(void)state;
	while (write_too_much() >= MOMENT_US)
		assert_true(++tries <= TRIES);
}

static void
test_what_is_not_taken_is_for_later(void **state)
{
	char much[2 * PAGE] = "";
	int fds[2];

	(void)state;
	pipe_with_room(fds);
	assert_int_equal(hurry_write(fds[1], much, sizeof(much)), PAGE);
	assert_int_equal(hurry_write(fds[1], much, sizeof(much)), -1);
	assert_int_equal(errno, EAGAIN);
	filled_meanwhile = true;
	errno = 0;
	assert_int_equal(hurry_write(fds[1], much, sizeof(much)), -1);
	assert_int_equal(errno, EAGAIN);
	filled_meanwhile = false;
	close(fds[0]);
	close(fds[1]);
}

static void
test_a_write_that_waits_ends(void **state)
{
	char page[4096] = "";
	struct hurry h;
	int fds[2];
	ssize_t n;

	(void)state;
	assert_int_equal(pipe(fds), 0);
	hurry_begin(&h, 5);
	do {
		n = write(fds[1], page, sizeof(page));
	} while (n > 0);
	assert_int_equal(n, -1);
	assert_int_equal(errno, EINTR);
	assert_true(hurry_is_over());
	/* One that begins after the first interruption, too. */
	assert_int_equal(write(fds[1], page, sizeof(page)), -1);
	errno = ENOENT;
	assert_true(hurry_end(&h));
	assert_int_equal(errno, ENOENT);
	close(fds[0]);
	close(fds[1]);
}

static void
test_one_that_does_not_is_not_told_of(void **state)
{
	struct hurry h;

	(void)state;
	hurry_begin(&h, 60);
	assert_false(hurry_is_over());
	hurry_end(&h);
}

static void
test_what_was_before_is_again(void **state)
{
	struct sigaction now;
	struct hurry h;

	(void)state;
	signal(SIGRTMIN, SIG_IGN);
	alarm(PATIENCE_S);
	hurry_begin(&h, 1);
	pause();
	hurry_end(&h);
	assert_true(alarm(PATIENCE_S) > 0);
	assert_int_equal(sigaction(SIGRTMIN, NULL, &now), 0);
	assert_ptr_equal(now.sa_handler, SIG_IGN);
	signal(SIGRTMIN, SIG_DFL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_write_that_waits_ends),
		cmocka_unit_test(test_one_that_does_not_is_not_told_of),
		cmocka_unit_test(test_what_was_before_is_again),
		cmocka_unit_test(test_what_is_taken_is_known_in_a_moment),
		cmocka_unit_test(test_what_is_not_taken_is_for_later),
	};

	alarm(PATIENCE_S);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
