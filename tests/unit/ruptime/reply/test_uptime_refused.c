/* SPDX-License-Identifier: ISC */
/*
 * ruptime/uptime: the texts that are refused, because no system prints them,
 * though some are one byte from what one does.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "ruptime/reply/uptime.h"

#define NELEM(a) (sizeof(a) / sizeof((a)[0]))

/* The line that most others here are varied from. */
#define CLOCK " 15:02:05 "
#define UP "up 5 days,  3:12,  "
#define USERS "2 users,  "
#define LOADS "load average: 0.12, 0.04, 0.01"

static void
assert_refused(const char *text, size_t len)
{
	struct uptime u;

	memset(&u, 0x55, sizeof(u));
	if (uptime_parse(text, len, &u))
		fail_msg("\"%s\" is read: %s, %lld s, %lld users", text,
		    u.clock, (long long)u.uptime_s, (long long)u.users);
	assert_string_equal(u.clock, "");
	assert_int_equal(u.uptime_s, -1);
	assert_int_equal(u.users, -1);
	assert_false(u.has_load);
	assert_true(u.load[0] == 0 && u.load[1] == 0 && u.load[2] == 0);
}

static void
assert_reads_base(const char *text, size_t len)
{
	struct uptime u;

	assert_true(uptime_parse(text, len, &u));
	assert_string_equal(u.clock, "15:02:05");
	assert_int_equal(u.uptime_s, 443520);
	assert_int_equal(u.users, 2);
	assert_true(u.has_load && u.load[0] == 0.12 && u.load[2] == 0.01);
}

/* That the base line with good for one of its parts is read, with bad not. */
static void
assert_only(const char *before, const char *good, const char *after,
    const char *const *bad, size_t n)
{
	char line[256];
	size_t i;

	(void)snprintf(line, sizeof(line), "%s%s%s\n", before, good, after);
	assert_reads_base(line, strlen(line));
	for (i = 0; i < n; i++) {
		(void)snprintf(line, sizeof(line), "%s%s%s\n", before, bad[i],
		    after);
		assert_refused(line, strlen(line));
	}
}

static void
test_a_clock_out_of_range_is_refused(void **state)
{
	static const char *const bad[] = { " 24:02:05 ", " 15:60:05 ",
		" 15:02:60 ", " 15:2:05 ", " 15:02:5 ", " 015:02:05 ",
		" 15.02.05 ", " 15:02.05 ", " -15:02:05 ", " 15: 02:05 ",
		" 13:02am ", " 0:02pm ", " 24:02pm ", " 3:02xm ",
		" 15:02:05pm ", " ? ", " ?:? ", "Aug 12 15:02:05 ", "15 ",
		"up " };

	(void)state;
	assert_only("", CLOCK, UP USERS LOADS, bad, NELEM(bad));
}

static void
test_an_uptime_that_no_system_prints_is_refused(void **state)
{
	static const char *const bad[] = { "3:60, ", "3:75, ", "3:1, ",
		"3:012, ", "24:01, ", "24:00:00, ", "25:00, ", "25:12, ",
		"123:12, ", "3:12:60, ", "3.12, ", "3:12 h, ", "-3:12, ",
		"3:-12, ", "+3:12, ",
		/* a number as %d does not print it, or too large a one */
		"05 days, ", "-5 days, ", "+5 days, ", "0x5 days, ",
		"5e3 days, ", "1_000 days, ", "1,000 days, ", "5.5 days, ",
		"1234567890 days, ", "² days, ", "５ days, ", "٥ days, ",
		/* a unit that is none, is cut or comes too late */
		"5, ", "5 da, ", "5 day(s, ", "5 moons, ", "2 eons, ",
		"61 min, ", "25 hrs, ", "60 secs, ", "3 hrs, 3:12, ",
		"5 days3:12, ", "3:12, 5 days, ", "5 days, 2 days, ",
		"5 min, 3 hrs, ", "5 min, 3 secs, ", "3:12, 4 min, ",
		"5 days, 1 week, ", "5 daysx, ", "days 5, ", "5 days,,  3:12, ",
		"???? days, ", "?? days ?:?, ", "5 days ??:??, " };

	(void)state;
	assert_only(CLOCK "up ", "5 days,  3:12,  ", USERS LOADS, bad,
	    NELEM(bad));
}

static void
test_users_that_no_system_prints_are_refused(void **state)
{
	static const char *const bad[] = { "-1 users,  ", "+1 users,  ",
		"02 users,  ", "2.0 users,  ", "1,234 users,  ",
		"1234567890 users,  ", "2 use,  ", "2 userss,  ", "2 foo,  ",
		"2,  ", "users,  ", "users 2,  ", "2 users, 3 users,  ",
		"?? users,  ", "2 users<b>,  ", "two users,  " };

	(void)state;
	assert_only(CLOCK UP, USERS, LOADS, bad, NELEM(bad));
}

static void
test_loads_that_no_system_prints_are_refused(void **state)
{
	static const char *const bad[] = { "", "nan, nan, nan", "inf, inf, inf",
		"-1.00, -1.00, -1.00", "+0.12, 0.04, 0.01", "0.12, 0.04,",
		"0.12, 0.04, ", "0.12, 0.04, 0.", ".12, .04, .01",
		"0.12, 0.04, 0.0", "0.12, 0.04, 0", "0.12, 0.04, 0.012",
		"00.12, 0.04, 0.01", "1234567890.12, 0.04, 0.01",
		"1e1, 0.04, 0.01", "0x1, 0.04, 0.01", "1_0.5, 0.04, 0.01",
		"0.12,0.04,0.01", "0.12; 0.04; 0.01", "0.12, 0.04 0.01",
		"0.12, 0,04, 0.01", "0,12, 0.04, 0,01", "1,234.56, 0.04, 0.01",
		"0,1, 0,04, 0,01", "0.12, 0.04, 0.01, 0.02", "12 4 1",
		"0.12 0.04 0.01 1/234 5678", "0.12, 0.04, 0.01</pre>",
		"0.12, 0.04, 0.01 [IO: ]", "0.12, 0.04, 0.01 [IO: 1.00",
		"0.12, 0.04, 0.01 15:02:06 up", "0.12, 0.04, 0.01\v",
		"0.12, 0.04, 0.01\033[0m", "0.12, 0\331\25304, 0.01",
		"0\331\25312, 0,04, 0\331\25301",
		"0\331\25212, 0\331\25204, 0\331\25201",
		"0\331\253123, 0\331\25304, 0\331\25301",
		"0.12, 0.04, 0.01\177", "0.12, 0.04, 0.01\r 15:02:06" };

	(void)state;
	assert_only(CLOCK UP USERS "load average: ", "0.12, 0.04, 0.01", "",
	    bad, NELEM(bad));
}

/* Rust coreutils 0.2 to 0.5, which prints no zeros at the end. */
static void
test_short_loads_are_refused_where_one_was_damaged(void **state)
{
	static const char before[] =
	    " 15:02:05  up  5 days 03:12,  2 users,  load average: ";
	static const char *const bad[] = { "0.12, 0.04, 0.0", "0.12, 0.04, 00",
		"0.12, 0.4, 1.50", "0,12, 0,4, 0,01", "0,12, 0,04, 1",
		"0.12 0.4 1", "0.12, 0.4 1" };

	(void)state;
	assert_only(before, "0.12, 0.04, 0.01", "", bad, NELEM(bad));
}

static void
test_other_texts_are_refused(void **state)
{
	static const char *const texts[] = { "", " ", "\n", " \n\r\n ", "\r\n",
		"up", "up \n", "up,\n", "uptime\n", "2 users\n", LOADS "\n",
		CLOCK "\n", CLOCK "up\n", CLOCK UP "\n", UP "\n", "5s\n",
		"error: timed out\n", "error:" CLOCK UP USERS LOADS "\n",
		"error: web1:" CLOCK UP USERS LOADS "\n", "error: " UP USERS,
		"x\n" CLOCK UP USERS LOADS "\n", "<pre>\n" CLOCK UP USERS LOADS,
		"\v" CLOCK UP USERS LOADS "\n",
		"\342\200\213" CLOCK UP USERS LOADS "\n",
		"\f\n" CLOCK UP USERS LOADS "\n",
		"\357\273\277" CLOCK UP USERS LOADS "\n",
		"2024-08-12 15:02:05\n", "2024-08-12" CLOCK UP USERS LOADS "\n",
		"Mon Aug 12 15:02:05 2024\n", "cirno up 5 days\n",
		"cirno up 5 days,  3:12\n", "up 5 days,\n", "up 5 days, 3:12\n",
		"443525.12 1234.56\n", "1723474925 443525 2 0.12 0.04 0.01\n",
		"08:20:14 uptime 08:48:27\n", "22:45pm up 1 day 0:-6, 1 user\n",
		/* nothing where a name or a number is */
		": " UP USERS LOADS "\n", ":" CLOCK UP USERS LOADS "\n",
		"web1 | CHANGED | rc= | (stdout) " UP USERS LOADS "\n",
		"--" CLOCK "up 5 days, 3:12:05\n",
		/* not as the only system prints it that could */
		CLOCK "up 5 days, 3 min\n",
		CLOCK "up 5 days, 12 brukerNFS ops\n",
		CLOCK "up 5 days, 03:12:05\n",
		" 15.02.05  2 users,  " LOADS "\n", "1m5s\n", "5d 30h 12m 5s\n",
		"5d 3h 12m 75s\n", "2024-08-12 15:02:05 up 2:45\n",
		"2024-08-12 15:02:05 up 61:05\n",
		"2024-08-12 15:02:05 up 12:75\n",
		"2024-08-12 15:02:05 up 12:45:30, 2 users\n",
		"Mon Aug 12 15:02:05 2024, up 5 days, 2 users\n",
		"  3:02pm  up 5 days,  3:61,  2 users\n",
		"  3:02pm  up 3:60:01,  2 users\n",
		" 15:02  up  3:12,  2 users,  load average: 0.5, 1, 2\n",
		" 15:02:05  up   3:12,  2 users,  load average: 0.5, 1, 2\n",
		"  12:02am  up 5 days, 3:12:05, load: 24 processes, 97 "
		"threads.\n",
		"HTTP/1.0 200 OK\r\n\r\n" CLOCK UP USERS LOADS "\n" };
	static const char nul[] = CLOCK UP "2 users,\0" LOADS "\n";
	size_t i;

	(void)state;
	for (i = 0; i < NELEM(texts); i++)
		assert_refused(texts[i], strlen(texts[i]));
	assert_refused(nul, sizeof(nul) - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_clock_out_of_range_is_refused),
		cmocka_unit_test(
		    test_an_uptime_that_no_system_prints_is_refused),
		cmocka_unit_test(test_users_that_no_system_prints_are_refused),
		cmocka_unit_test(test_loads_that_no_system_prints_are_refused),
		cmocka_unit_test(
		    test_short_loads_are_refused_where_one_was_damaged),
		cmocka_unit_test(test_other_texts_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
