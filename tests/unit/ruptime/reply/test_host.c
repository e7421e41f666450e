/* SPDX-License-Identifier: ISC */
/* A host that is renamed again and again leaves no name behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "ruptime/reply/host.h"
#include "tests/unit/heap.h"

enum { MANY = 1000, LITTLE = 20000 };

static void
test_nothing_is_left_of_the_name_of_before(void **state)
{
	const size_t before = heap_in_use();
	struct host h = { .name = "192.0.2.1" };
	char name[200];
	int i;

	(void)state;
	for (i = 0; i < MANY; i++) {
		snprintf(name, sizeof(name), "%0150d.lab", i);
		host_rename(&h, name);
		assert_string_equal(h.name, name);
		assert_ptr_equal(h.name, h.found_name);
	}
	assert_true(heap_in_use() - before < LITTLE);
	host_reset(&h);
	assert_null(h.found_name);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_is_left_of_the_name_of_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
