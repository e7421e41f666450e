/* SPDX-License-Identifier: ISC */
/* The memory on a disk that breaks; the module is compiled in here. */
#include "tests/unit/common/directory.h"

#include <errno.h>
#include <unistd.h>

#include "ruptime/memory/store.h"

#define ALPHA \
	"alpha\t1699963200\t3600\tfedcba9876543210\t300\t60\t0\t1699963201\n"
#define HEAD LINE_HEAD "\n"

/* After so many bytes; it is a file's read(2) that fails then. */
static size_t left;

static ssize_t
broken_read(int fd, void *buffer, size_t size)
{
	ssize_t n = left > 0 ? read(fd, buffer, size < left ? size : left) : -1;

	if (n == -1)
		errno = EIO;
	else
		left -= (size_t)n;
	return n;
}

#undef fail /* of cmocka */
#define read broken_read
#include "ruptime/memory/store.c"
#undef read

static void
test_what_cannot_be_read_is_not_replaced(void **state)
{
	struct store s;
	struct line line;
	char path[256];

	(void)state;
	file_make("seen", HEAD ALPHA ALPHA);
	strcpy(path, in_directory("seen"));
	left = strlen(HEAD ALPHA);
	store_open(&s, path, true);
	assert_true(s.readable && s.writable);
	assert_true(store_read(&s, &line));
	store_write(&s, &line);
	assert_false(store_read(&s, &line));
	assert_false(store_commit(&s));
	assert_non_null(strstr(s.why, strerror(EIO)));
	store_close(&s);
	assert_string_equal(file_text("seen"), HEAD ALPHA ALPHA);
	assert_false(file_exists("seen.new"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_what_cannot_be_read_is_not_replaced, directory_make,
		    directory_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
