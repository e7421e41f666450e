/* SPDX-License-Identifier: ISC */
/* How exact an uptime is that a machine has told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/reply/uptime.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400, WEEK = 7 * DAY };

#define LOADS "load average: 0.12, 0.04, 0.01\n"

static const struct {
	const char *text;
	int64_t unit_s;
} lines[] = {
	{ " 15:02:05 up 5 days,  3:12,  2 users,  " LOADS, MINUTE },
	{ " 15:02:05 up 3 min,  2 users,  " LOADS, MINUTE },
	{ " 15:02:05 up 5 days, 3 min,  2 users,  " LOADS, MINUTE },
	{ "3:02PM  up 5 days, 3 hrs, 2 users, " LOADS, HOUR },
	{ "3:02PM  up 3 hrs, 2 users, " LOADS, HOUR },
	{ "3:02PM  up 5 days, 2 users, " LOADS, DAY },
	{ "3:02PM  up 40 secs, 2 users, " LOADS, 1 },
	{ " 15:02:05 up  2 users,  " LOADS, 0 },
	{ " 15:02:05 up ???? days ??:??,  2 users,  " LOADS, 0 },
	{ "5d 3h 12m 5s\n", 1 },
	{ "up 2 hours, 5 minutes\n", MINUTE },
	{ "up 6 weeks, 2 days, 3 hours, 5 minutes\n", WEEK },
	{ "up 1 year, 3 weeks, 5 days, 2 hours, 5 minutes\n", 365 * DAY },
	{ "up 1 decade, 5 minutes\n", 365 * DAY },
	{ " 3:02:05 PM  up 3.5 months,  1 user,  " LOADS, WEEK },
	{ " 3:02:05 PM  up 2.5 hours,  1 user,  " LOADS, HOUR },
	{ "up 0 weeks, 5 days, 23 hours, 0 minutes,  " LOADS, MINUTE },
	{ "no uptime\n", 0 },
};

static void
test_the_finest_unit_counts(void **state)
{
	struct uptime u;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		uptime_parse(lines[i].text, strlen(lines[i].text), &u);
		if (u.unit_s != lines[i].unit_s ||
		    (u.unit_s == 0) != (u.uptime_s < 0))
			fail_msg("%s: %lld, %lld", lines[i].text,
			    (long long)u.uptime_s, (long long)u.unit_s);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_finest_unit_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
