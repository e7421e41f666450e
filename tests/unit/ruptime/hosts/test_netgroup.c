/* SPDX-License-Identifier: ISC */
/*
 * What members of a netgroup are hosts, and how many may be.  The C library's
 * netgroups are the test's.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "common/netgroups.h"
#include "ruptime/hosts/hostrange.h"
#include "ruptime/hosts/netgroup.h"
#include "ruptime/hosts/source.h"

/* These, one after the other, and the last again and again, so many in all. */
static const char *const *given;
static size_t given_count, total, told;
static bool known = true;

bool
netgroups_are_known(void)
{
	return known;
}

void
netgroups_each(const char *group, bool (*member)(void *arg, const char *host),
    void *arg)
{
	size_t i;

	assert_string_equal(group, "lab");
	for (i = 0; i < total; i++) {
		told++;
		if (!member(arg, given[i < given_count ? i : given_count - 1]))
			return;
	}
}

static bool
find(struct found *f, const char *const *members, size_t n, size_t in_all)
{
	struct source s = { .name = "lab" };

	given = members;
	given_count = n;
	total = in_all;
	told = 0;
	found_init(f);
	return netgroup_find(&s, NULL, f);
}

static void
test_members_without_a_host_are_passed_over(void **state)
{
	static const char *const members[] = { NULL, "alpha", "-", "", "beta" };
	struct found f;

	(void)state;
	assert_true(find(&f, members, 5, 5));
	assert_int_equal(f.count, 2);
	assert_string_equal(f.v[0].name, "alpha");
	assert_string_equal(f.v[1].host, "beta");
	assert_int_equal(f.v[1].port, 0);
	found_fini(&f);
}

static void
test_nobody_is_told_apart(void **state)
{
	static const char *const none[] = { NULL, "-" };
	struct found f;

	(void)state;
	assert_false(find(&f, none, 2, 2));
	assert_string_equal(f.why, "no member of this netgroup is a host");
	found_fini(&f);
	assert_false(find(&f, none, 0, 0));
	assert_memory_equal(f.why, "no such netgroup, or nobody in it", 33);
	found_fini(&f);
	known = false;
	assert_false(find(&f, none, 2, 2));
	assert_non_null(strstr(f.why, "knows nothing of netgroups"));
	assert_int_equal(told, 0);
	known = true;
	found_fini(&f);
}

/* Those that are none count, too: somebody has to look at them. */
static void
test_there_may_be_so_many(void **state)
{
	static const char *const members[] = { "alpha", "-" };
	struct found f;

	(void)state;
	assert_true(find(&f, members, 2, HOSTRANGE_MAX));
	assert_int_equal(f.count, 1);
	found_fini(&f);
	assert_false(find(&f, members, 2, HOSTRANGE_MAX + 1000));
	assert_string_equal(f.why, "more than 1000000 members");
	assert_int_equal(told, HOSTRANGE_MAX + 1);
	found_fini(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_members_without_a_host_are_passed_over),
		cmocka_unit_test(test_nobody_is_told_apart),
		cmocka_unit_test(test_there_may_be_so_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
