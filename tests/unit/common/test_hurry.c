/* SPDX-License-Identifier: ISC */
/* A call that waits is interrupted, and nothing else is changed. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/hurry.h"

enum { PATIENCE_S = 20 };

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
	};

	alarm(PATIENCE_S);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
