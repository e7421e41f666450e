/* SPDX-License-Identifier: ISC */
/*
 * Members are told one after the other, until no more are wanted.  The C
 * library's netgroups are the test's, and this one has no end.
 */
#include <netdb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/netgroups.h"
#include "common/system.h"

enum { PATIENCE_S = 20 };

static int ended, told;

#if SYSTEM_NETGROUPS

static int begun;

int
setnetgrent(const char *group)
{
	assert_string_equal(group, "lab");
	begun++;
	return 1;
}

int
getnetgrent(char **host, char **user, char **domain)
{
	static char alpha[] = "alpha", nobody[] = "nobody";

	assert_int_equal(begun, 1);
	*host = told == 0 ? NULL : alpha;
	*user = nobody;
	*domain = NULL;
	return 1;
}

void
endnetgrent(void)
{
	ended++;
}

#endif

static bool
two_are_wanted(void *arg, const char *host)
{
	assert_ptr_equal(arg, &told);
	if (told++ == 0) {
		assert_null(host);
		return true;
	}
	assert_string_equal(host, "alpha");
	return false;
}

static void
test_no_more_are_told_than_are_wanted(void **state)
{
	(void)state;
	if (!netgroups_are_known())
		skip();
	netgroups_each("lab", two_are_wanted, &told);
	assert_int_equal(told, 2);
	assert_int_equal(ended, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_more_are_told_than_are_wanted),
	};

	alarm(PATIENCE_S);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
