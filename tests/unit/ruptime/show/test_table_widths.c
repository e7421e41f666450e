/* SPDX-License-Identifier: ISC */
/* How wide the table's columns become of numbers that are not formatted. */
#include "ruptime/show/table.h"
#include "tests/unit/ruptime/show/host.h"

/* Of few digits or of many; -1 too. */
static int64_t
below(int64_t bound)
{
	return rand() % 8 == 0 ? -1 : (int64_t)rand() * 512 % bound;
}

/* By having all that it tells formatted. */
static struct table_widths
widths_of(const struct host *h)
{
	struct table_widths w;

	table_widths_init(&w);
	w.uptime_most_s = w.users_most = INT64_MIN;
	table_widen_figures(&w, h);
	return w;
}

static void
are_as_wide(const struct table_widths *a, const struct table_widths *b)
{
	assert_int_equal(a->span, b->span);
	assert_int_equal(a->users, b->users);
	assert_int_equal(a->load, b->load);
}

static void
is_wide_enough(const struct host h)
{
	const struct table_widths formatted = widths_of(&h);
	struct table_widths w;

	table_widths_init(&w);
	table_widen_figures(&w, &h);
	are_as_wide(&w, &formatted);
}

static void
test_columns_are_as_wide_as_a_number(void **state)
{
	static const double off[] = { -1, -0.01, -0.005, -0.004, 0, 1 };
	int64_t base;
	size_t i;

	(void)state;
	for (base = 1; base < INT64_C(1000000000); base *= 10)
		for (i = 0; i < LEN(off); i++) {
			is_wide_enough((struct host)UP("a",
			    base * 86400 + (int64_t)off[i], 0, 0, 0, 0));
			is_wide_enough((struct host)UP("a", 0,
			    base + (int64_t)off[i], 0, 0, 0));
			is_wide_enough((struct host)UP("a", 0, 0, 0,
			    (double)base + off[i], 0));
		}
}

/* What each needs alone is what all need, whoever comes first. */
static void
test_columns_are_as_wide_as_the_widest(void **state)
{
	struct table_widths all, one, most;
	struct host h;
	int i;

	(void)state;
	srand(1);
	table_widths_init(&all);
	table_widths_init(&most);
	for (i = 1; i < 20000; i++) {
		h = (struct host)UP("a", below(i * INT64_C(864000)), below(i),
		    (double)below(i) / 19, (double)below(i) / 19,
		    (double)below(i) / 19);
		one = widths_of(&h);
		most.span = one.span > most.span ? one.span : most.span;
		most.users = one.users > most.users ? one.users : most.users;
		most.load = one.load > most.load ? one.load : most.load;
		table_widen_figures(&all, &h);
		are_as_wide(&all, &most);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns_are_as_wide_as_a_number),
		cmocka_unit_test(test_columns_are_as_wide_as_the_widest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
