/* SPDX-License-Identifier: ISC */
/* Names and their numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "ruptime/memory/index.h"

enum { MANY = 100000 };

struct name {
	char text[32];
};

static struct name names[MANY];

static const char *
name_of(const void *v, size_t i)
{
	return ((const struct name *)v)[i].text;
}

static void
test_each_is_found_and_no_other(void **state)
{
	static const size_t counts[] = { 0, 1, 2, 7, 8, 9, 1000, MANY };
	struct index ix;
	char name[32];
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		for (j = 0; j < counts[i]; j++)
			snprintf(names[j].text, sizeof(names[j].text),
			    "node%zu", j);
		assert_int_equal(index_init(&ix, names, counts[i], name_of), 0);
		for (j = 0; j < counts[i]; j++)
			assert_int_equal(index_find(&ix, names[j].text), j);
		for (j = 0; j < 100; j++) {
			snprintf(name, sizeof(name), "node%zu", counts[i] + j);
			assert_int_equal(index_find(&ix, name), INDEX_NONE);
		}
		assert_int_equal(index_find(&ix, ""), INDEX_NONE);
		index_fini(&ix);
	}
}

static void
test_of_equal_ones_the_first_counts(void **state)
{
	static const struct name equal[] = { { "a" }, { "b" }, { "a" }, { "b" },
		{ "c" } };
	struct index ix;

	(void)state;
	assert_int_equal(index_init(&ix, equal, 5, name_of), 0);
	assert_int_equal(index_find(&ix, "a"), 0);
	assert_int_equal(index_find(&ix, "b"), 1);
	assert_int_equal(index_find(&ix, "c"), 4);
	index_fini(&ix);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_is_found_and_no_other),
		cmocka_unit_test(test_of_equal_ones_the_first_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
