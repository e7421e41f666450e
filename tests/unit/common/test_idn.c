/* SPDX-License-Identifier: ISC */
/* Names beyond ASCII, asked for in the locale of cron(8), leave none behind. */
#include <netdb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <cmocka.h>

#include "common/idn.h"
#include "tests/unit/heap.h"

enum { MANY = 1000, LITTLE = 20000 };

/* It is no address in numbers, so that nobody is asked. */
static void
ask(void)
{
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICHOST };
	struct addrinfo *list = NULL;

	assert_int_not_equal(idn_getaddrinfo("b\303\274ro", "80", &hints,
				 &list),
	    0);
	assert_null(list);
}

static void
test_no_locale_is_left_of_a_name(void **state)
{
	size_t before;
	int i;

	(void)state;
	ask();
	before = heap_in_use();
	for (i = 0; i < MANY; i++)
		ask();
	assert_true(heap_in_use() - before < LITTLE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_locale_is_left_of_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
