/* SPDX-License-Identifier: ISC */
/* A file that changes while it is read is none that was read. */
#undef _FORTIFY_SOURCE /* whose read(2) is another */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <cmocka.h>

#include "ruptime/ask/filestamp.h"

static char path[] = "/tmp/ruptime-test.XXXXXX";
static int file = -1;
static bool changes;

/* In place of libc's; another writes meanwhile, and not more or less. */
ssize_t
read(int fd, void *buf, size_t size)
{
	const struct timespec times[2] = { { .tv_sec = 1 }, { .tv_sec = 1 } };
	ssize_t n = syscall(SYS_read, fd, buf, size);

	if (changes) {
		changes = false;
		assert_int_equal(pwrite(file, "B", 1, 0), 1);
		assert_int_equal(futimens(file, times), 0);
	}
	return n;
}

static int
set_up(void **state)
{
	(void)state;
	file = mkstemp(path);
	return file == -1 || pwrite(file, "a host", 6, 0) != 6 ? -1 : 0;
}

static int
tear_down(void **state)
{
	(void)state;
	close(file);
	return unlink(path);
}

static void
test_all_of_a_file_is_read(void **state)
{
	struct filestamp s;
	char *text;

	(void)state;
	assert_true(filestamp_take(&s, path));
	text = filestamp_read(&s, path);
	assert_non_null(text);
	assert_string_equal(text, "a host");
	free(text);
}

static void
test_one_that_changes_meanwhile_is_not(void **state)
{
	struct filestamp s;

	(void)state;
	assert_true(filestamp_take(&s, path));
	changes = true;
	assert_null(filestamp_read(&s, path));
	assert_false(changes);
	assert_null(filestamp_read(&s, path));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_of_a_file_is_read),
		cmocka_unit_test(test_one_that_changes_meanwhile_is_not),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
