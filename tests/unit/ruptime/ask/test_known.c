/* SPDX-License-Identifier: ISC */
/* Addresses serve for a minute.  What time it is the test says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "ruptime/ask/known.h"

static time_t passed_s;

/* In place of libc's. */
int
clock_gettime(clockid_t id, struct timespec *ts)
{
	int rc = (int)syscall(SYS_clock_gettime, id, ts);

	ts->tv_sec += passed_s;
	return rc;
}

static void
test_addresses_serve_for_a_minute(void **state)
{
	struct known k = { 0 };

	(void)state;
	assert_true(known_init(&k, 2));
	assert_null(known_get(&k, 1));
	assert_int_equal(addresses_from_numbers(known_put(&k, 1), "127.0.0.1",
			     "4000", AF_UNSPEC),
	    1);
	passed_s += 58;
	assert_int_equal(known_get(&k, 1)->count, 1);
	assert_null(known_get(&k, 0));
	passed_s += 3;
	assert_null(known_get(&k, 1));
	assert_int_equal(known_put(&k, 1)->count, 0);
	known_fini(&k);
}

static void
test_without_room_nothing_is_kept(void **state)
{
	struct known k = { 0 };

	(void)state;
	assert_null(known_get(&k, 0));
	assert_null(known_put(&k, 0));
	known_fini(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_addresses_serve_for_a_minute),
		cmocka_unit_test(test_without_room_nothing_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
