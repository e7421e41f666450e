/* SPDX-License-Identifier: ISC */
/* Addresses that take the place of others leave nothing behind. */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/ask/addresses.h"
#include "ruptime/hosts/targets.h"
#include "tests/unit/heap.h"

enum { MANY = 1000, LITTLE = 20000 };

static void
find(struct addresses *as, const struct target *t)
{
	assert_int_equal(addresses_known(as, t, AF_UNSPEC), 1);
	assert_int_equal(as->count, 1);
}

/* With -w a name is looked up before each attempt. */
static void
test_nothing_is_left_of_the_addresses_of_before(void **state)
{
	static union found_address found = { .in = { .sin_family = AF_INET } };
	const struct target known[] = {
		{ .host = "192.0.2.1", .port = "80" },
		{ .host = "/run/ruptimed" },
		{ .host = "alpha", .addresses = &found, .address_count = 1 },
	};
	struct addresses as = { 0 };
	size_t before, i;
	int n;

	(void)state;
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		find(&as, &known[i]);
		before = heap_in_use();
		for (n = 0; n < MANY; n++)
			find(&as, &known[i]);
		assert_true(heap_in_use() - before < LITTLE);
	}
	addresses_reset(&as);
	assert_int_equal(as.count, 0);
	assert_null(as.v);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_nothing_is_left_of_the_addresses_of_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
