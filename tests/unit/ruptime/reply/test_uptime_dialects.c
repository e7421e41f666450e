/* SPDX-License-Identifier: ISC */
/*
 * Lines of uptime in the dialects that the samples leave out: any blank, clocks
 * with am and pm, the units of uptime -p and of the Hurd, and the decimal mark
 * of every locale.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/reply/uptime.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))
#define REST ",  2 users,  load average: 0.12, 0.04, 0.01\n"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400, WEEK = 7 * DAY };

static const int64_t month = 31 * DAY, year = 365 * DAY;

static bool
read_line(const char *line, struct uptime *u)
{
	return uptime_parse(line, strlen(line), u);
}

static void
says(const char *line, const char *clock, int64_t uptime_s)
{
	struct uptime u;

	if (!read_line(line, &u) || strcmp(u.clock, clock) != 0 ||
	    u.uptime_s != uptime_s)
		fail_msg("%s: %s, %lld", line, u.clock, (long long)u.uptime_s);
}

static void
refuses(const char *line)
{
	struct uptime u;

	if (read_line(line, &u))
		fail_msg("%s: %s, %lld", line, u.clock, (long long)u.uptime_s);
}

static void
test_any_blank_parts_words(void **state)
{
	static const char *const blanks[] = { " ", "\t", "\u00a0", "\u1680",
		"\u2002", "\u2009", "\u200a", "\u202f", "\u205f", "\u3000" };
	struct uptime u;
	char line[256];
	const char *b;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(blanks); i++) {
		b = blanks[i];
		(void)snprintf(line, sizeof(line),
		    "%s15:02:05%sup%s5%sdays,%s3:12,%s2%susers,%s"
		    "load%saverage:%s0.12,%s0.04,%s0.01%s\n",
		    b, b, b, b, b, b, b, b, b, b, b, b, b);
		says(line, "15:02:05", 5 * DAY + 3 * HOUR + 12 * MINUTE);
		(void)read_line(line, &u);
		assert_int_equal(u.users, 2);
		assert_true(u.has_load && u.load[2] == 0.01);
		/* As the BSDs have their loads. */
		(void)snprintf(line, sizeof(line),
		    "3:02PM  up 1 min,%s1 user,%sload averages:%s0,12%s0,04%s"
		    "0,01\n",
		    b, b, b, b, b);
		says(line, "15:02", MINUTE);
	}
	says("\t 15:02:05 \tup\t \t5 days,\u00a0 3:12" REST, "15:02:05",
	    5 * DAY + 3 * HOUR + 12 * MINUTE);
}

static void
test_what_has_no_width_or_ends_a_line_is_no_blank(void **state)
{
	static const char *const others[] = { "\v", "\f", "\b", "\u200b",
		"\u2060", "\ufeff", "\302\205", "\u2028", "\u180e" };
	char line[256];
	size_t i;

	(void)state;
	for (i = 0; i < LEN(others); i++) {
		(void)snprintf(line, sizeof(line),
		    " 15:02:05 up 5 days,%s3:12" REST, others[i]);
		refuses(line);
	}
}

static void
test_a_clock_has_am_or_pm_with_seconds_too(void **state)
{
	(void)state;
	says(" 9:32:15 AM  up 2 hours" REST, "09:32:15", 2 * HOUR);
	says("12:32:15 PM  up 2 hours" REST, "12:32:15", 2 * HOUR);
	says("12:00:00 AM  up 2 hours" REST, "00:00:00", 2 * HOUR);
	says("11:59:59 pm  up 2 hours" REST, "23:59:59", 2 * HOUR);
	says(" 1:02:03PM up 1 day,  2:03" REST, "13:02:03",
	    DAY + 2 * HOUR + 3 * MINUTE);
	says(" 1:02 P.M. up 2:03" REST, "13:02", 2 * HOUR + 3 * MINUTE);
	says(" 1:02 a.m. up 2:03" REST, "01:02", 2 * HOUR + 3 * MINUTE);
	says(" 1:02:03 \344\270\213\345\215\210 up 2:03" REST, "13:02:03",
	    2 * HOUR + 3 * MINUTE);
	refuses("13:32:15 PM  up 2 hours" REST);
	refuses(" 0:32:15 AM  up 2 hours" REST);
	refuses("24:32:15 PM  up 2 hours" REST);
	refuses(" 9:32:60 AM  up 2 hours" REST);
	refuses(" 9:32:15 XM  up 2 hours" REST);
	/* Only a clock without them may be of a program that does not carry. */
	refuses(" 9:32:15 AM  up 3:60" REST);
}

static void
test_decades_years_and_months_are_read(void **state)
{
	(void)state;
	says("up 1 year, 3 weeks, 5 days, 2 hours, 7 minutes\n", "",
	    year + 3 * WEEK + 5 * DAY + 2 * HOUR + 7 * MINUTE);
	says("up 1 decade, 2 years, 51 weeks, 6 days, 23 hours, 59 minutes\n",
	    "", 12 * year + 51 * WEEK + 6 * DAY + 23 * HOUR + 59 * MINUTE);
	says("up 2 decades, 1 minute\n", "", 20 * year + MINUTE);
	says("up 3 years, 1 day\n", "", 3 * year + DAY);
	says("up 3 years\n", "", 3 * year);
	says(" 3:02:05 PM  up 7 months" REST, "15:02:05", 7 * month);
	refuses("up 3 weeks, 1 year\n");
	refuses("up 1 year, 1 decade\n");
	refuses("up 1 year, 2 years\n");
	refuses("up -1 year, 2 weeks\n");
	refuses("up 100000 years\n");
	refuses("up 1 year");
	refuses("up 1 yearly, 2 weeks\n");
}

static void
test_the_hurd_counts_in_tenths_below_ten(void **state)
{
	(void)state;
	says(" 9:32:15 AM  up 2.3 years" REST, "09:32:15", year * 23 / 10);
	says(" 9:32:15 AM  up 3.1 months" REST, "09:32:15", month * 31 / 10);
	says(" 9:32:15 AM  up 2.5 weeks" REST, "09:32:15", WEEK * 25 / 10);
	says(" 9:32:15 AM  up 9.9 days" REST, "09:32:15", DAY * 99 / 10);
	says(" 9:32:15 AM  up 2.5 hours" REST, "09:32:15", 9000);
	says(" 9:32:15 AM  up 2.5 minutes" REST, "09:32:15", 150);
	says(" 9:32:15 AM  up 45 seconds" REST, "09:32:15", 45);
	refuses(" 9:32:15 AM  up 10.5 hours" REST);
	refuses(" 9:32:15 AM  up 2.55 hours" REST);
	refuses(" 9:32:15 AM  up 2.5 hours, 3 minutes" REST);
	refuses(" 9:32:15 AM  up 1 day, 2.5 hours" REST);
	refuses(" 9:32:15 AM  up 2.hours" REST);
	refuses(" 9:32:15  up 2.5 hours" REST);
	refuses(" 9:32 AM  up 2.5 hours" REST);
}

static void
test_loads_have_the_mark_of_any_locale(void **state)
{
	static const char *const marks[] = { ".", ",", "\u066b" };
	struct uptime u;
	char line[256];
	size_t i;

	(void)state;
	for (i = 0; i < LEN(marks); i++) {
		(void)snprintf(line, sizeof(line),
		    " 15:02:05 up 3:12,  2 users,  load average: 0%s12, "
		    "10%s04, 0%s01\n",
		    marks[i], marks[i], marks[i]);
		if (!read_line(line, &u) || !u.has_load || u.load[0] != 0.12 ||
		    u.load[1] != 10.04 || u.load[2] != 0.01)
			fail_msg("%s", line);
	}
	refuses(" 15:02:05 up 3:12,  load average: 0\u066b12, 0.04, 0.01\n");
	refuses(" 15:02:05 up 3:12,  load average: 0\u066c12, 0\u066c04, "
		"0\u066c01\n");
	refuses(" 15:02:05 up 3:12,  load average: 0\u066b1");
	refuses(" 15:02:05 up 3:12,  load average: 0\u066b12, 0\u066b04, "
		"0\u066b0");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_any_blank_parts_words),
		cmocka_unit_test(
		    test_what_has_no_width_or_ends_a_line_is_no_blank),
		cmocka_unit_test(test_a_clock_has_am_or_pm_with_seconds_too),
		cmocka_unit_test(test_decades_years_and_months_are_read),
		cmocka_unit_test(test_the_hurd_counts_in_tenths_below_ten),
		cmocka_unit_test(test_loads_have_the_mark_of_any_locale),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
