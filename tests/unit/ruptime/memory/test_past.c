/* SPDX-License-Identifier: ISC */
/* What a look makes of what is remembered, at chosen times. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "ruptime/memory/past.h"

#define MINUTE INT64_C(60)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define WEEK (7 * DAY)
#define YEAR (365 * DAY)

/* Tuesday, 14 November 2023; we were booted an hour before. */
#define NOON INT64_C(1699963200)
#define BOOT 0xfedcba9876543210

/* Our clocks so long after noon; the wall clock was set by so much since. */
static struct moment
after_set(int64_t seconds, int64_t set)
{
	return (struct moment){ .wall_s = NOON + seconds + set,
		.boot_s = HOUR + seconds,
		.boot_id = BOOT };
}

static struct moment
after(int64_t seconds)
{
	return after_set(seconds, 0);
}

/* The same when we have been booted since. */
static struct moment
after_our_boot(int64_t seconds, int64_t set)
{
	return (struct moment){ .wall_s = NOON + seconds + set,
		.boot_s = 30,
		.boot_id = BOOT + 1 };
}

static struct look
up(struct moment at, int64_t uptime_s, int64_t unit_s)
{
	return (struct look){ .at = at,
		.up = true,
		.uptime_s = uptime_s,
		.unit_s = unit_s };
}

static struct look
down(struct moment at)
{
	return (struct look){ .at = at };
}

/* Of a host that told this at noon, what a later look says. */
static enum reboot
says(int64_t then_s, int64_t then_unit_s, struct look l)
{
	struct past p;
	struct look first = up(after(0), then_s, then_unit_s);

	assert_int_equal(past_look(&p, false, &first), REBOOT_UNKNOWN);
	return past_look(&p, true, &l);
}

static enum reboot
says_minutes(int64_t then_s, int64_t elapsed_s, int64_t now_s)
{
	return says(then_s, MINUTE, up(after(elapsed_s), now_s, MINUTE));
}

static void
test_a_reboot_is_seen(void **state)
{
	(void)state;
	assert_int_equal(says_minutes(10 * DAY, HOUR, 4 * MINUTE), REBOOT_YES);
	assert_int_equal(says_minutes(10 * DAY, 30 * DAY, 29 * DAY),
	    REBOOT_YES);
	assert_int_equal(says_minutes(10 * DAY, YEAR, 3 * DAY), REBOOT_YES);
	/* longer up than at the first look, but not for all the time since */
	assert_int_equal(says_minutes(HOUR, 10 * DAY, 9 * DAY), REBOOT_YES);
	assert_int_equal(says_minutes(HOUR, 10 * DAY, 10 * DAY), REBOOT_YES);
	/* three minutes after it was booted, again */
	assert_int_equal(says_minutes(3 * MINUTE, 10 * MINUTE, 5 * MINUTE),
	    REBOOT_YES);
}

static void
test_none_is_seen_where_there_was_none(void **state)
{
	const int64_t spans[] = { 0, 1, 59, MINUTE, 61, HOUR, DAY, 10 * DAY,
		YEAR };
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof(spans) / sizeof(spans[0]); i++)
		for (j = 0; j < sizeof(spans) / sizeof(spans[0]); j++) {
			int64_t then = spans[i] / MINUTE * MINUTE;
			int64_t now = (spans[i] + spans[j]) / MINUTE * MINUTE;

			assert_int_equal(says_minutes(then, spans[j], now),
			    REBOOT_NO);
			/* clocks may run wrong by a minute and a thousandth */
			now += spans[j] / 1000;
			assert_int_equal(says_minutes(then, spans[j], now),
			    REBOOT_NO);
			now -= spans[j] / 500;
			assert_int_equal(says_minutes(then, spans[j],
					     now < 0 ? 0 : now),
			    REBOOT_NO);
		}
}

/* Each bound of the two rules, and a second beyond it. */
static void
test_bounds(void **state)
{
	(void)state;
	/* (a): down by more than the unit and a minute */
	assert_int_equal(says_minutes(DAY, 10, DAY - 120), REBOOT_NO);
	assert_int_equal(says_minutes(DAY, 10, DAY - 121), REBOOT_YES);
	/* (b): it began after the first look, within a minute, */
	assert_int_equal(says_minutes(DAY, DAY, DAY + 60), REBOOT_YES);
	assert_int_equal(says_minutes(DAY, DAY, DAY + 61), REBOOT_NO);
	/* and is shorter by more than unit, minute and a thousandth */
	assert_int_equal(says_minutes(220, 2000, 2000 + 220 - 120 - 2 - 40),
	    REBOOT_YES);
	assert_int_equal(says_minutes(100, 1000, 979), REBOOT_NO);
	assert_int_equal(says_minutes(100, 1000, 978), REBOOT_YES);
}

static void
test_it_is_seen_once(void **state)
{
	struct past p;
	struct look l = up(after(0), 10 * DAY, MINUTE);

	(void)state;
	past_look(&p, false, &l);
	l = up(after(HOUR), 4 * MINUTE, MINUTE);
	assert_int_equal(past_look(&p, true, &l), REBOOT_YES);
	l = up(after(HOUR), 4 * MINUTE, MINUTE);
	assert_int_equal(past_look(&p, true, &l), REBOOT_NO);
	l = up(after(HOUR + 10), 4 * MINUTE, MINUTE);
	assert_int_equal(past_look(&p, true, &l), REBOOT_NO);
	l = up(after(2 * HOUR), 64 * MINUTE, MINUTE);
	assert_int_equal(past_look(&p, true, &l), REBOOT_NO);
	l = up(after(2 * HOUR + 1), 0, MINUTE);
	assert_int_equal(past_look(&p, true, &l), REBOOT_YES);
}

static void
test_a_reboot_while_it_was_down_is_seen(void **state)
{
	struct past p;
	struct look l = up(after(0), 10 * DAY, MINUTE);

	(void)state;
	past_look(&p, false, &l);
	l = down(after(HOUR));
	assert_int_equal(past_look(&p, true, &l), REBOOT_UNKNOWN);
	l = up(after(2 * HOUR), 30 * MINUTE, MINUTE);
	assert_int_equal(past_look(&p, true, &l), REBOOT_YES);
}

/* A network that was away is none of the host's. */
static void
test_one_that_could_not_be_asked_was_not_booted(void **state)
{
	struct past p;
	struct look l = up(after(0), 10 * DAY, MINUTE);

	(void)state;
	past_look(&p, false, &l);
	l = down(after(HOUR));
	past_look(&p, true, &l);
	l = up(after(2 * HOUR), 10 * DAY + 2 * HOUR, MINUTE);
	assert_int_equal(past_look(&p, true, &l), REBOOT_NO);
}

static void
test_a_pause_is_no_reboot(void **state)
{
	(void)state;
	/* up for ten days, paused for five hours of six */
	assert_int_equal(says_minutes(10 * DAY, 6 * HOUR, 10 * DAY + HOUR),
	    REBOOT_NO);
	assert_int_equal(says_minutes(10 * DAY, 9 * DAY, 10 * DAY), REBOOT_NO);
	assert_int_equal(says_minutes(DAY, 23 * HOUR, DAY), REBOOT_NO);
	/* for longer than it had been up: it looks the same as one booted */
	assert_int_equal(says_minutes(HOUR, 6 * HOUR, 2 * HOUR), REBOOT_YES);
}

static void
test_our_clock_set_changes_nothing(void **state)
{
	const int64_t set[] = { DAY, -DAY, HOUR, -HOUR, 10 * YEAR, -10 * YEAR,
		61, -61 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(set) / sizeof(set[0]); i++) {
		assert_int_equal(says(HOUR, MINUTE,
				     up(after_set(2 * HOUR, set[i]), 3 * HOUR,
					 MINUTE)),
		    REBOOT_NO);
		assert_int_equal(says(10 * DAY, MINUTE,
				     up(after_set(2 * HOUR, set[i]),
					 10 * DAY + 2 * HOUR, MINUTE)),
		    REBOOT_NO);
		assert_int_equal(says(HOUR, MINUTE,
				     up(after_set(5 * HOUR, set[i]), 4 * HOUR,
					 MINUTE)),
		    REBOOT_YES);
		assert_int_equal(says(10 * DAY, MINUTE,
				     up(after_set(2 * HOUR, set[i]), HOUR,
					 MINUTE)),
		    REBOOT_YES);
	}
}

/* The clock since the boot counts a suspend of ours, as the wall clock does. */
static void
test_our_suspend_changes_nothing(void **state)
{
	(void)state;
	assert_int_equal(says_minutes(HOUR, 9 * HOUR, 10 * HOUR), REBOOT_NO);
	assert_int_equal(says_minutes(HOUR, 9 * HOUR, 8 * HOUR), REBOOT_YES);
}

static void
test_our_own_reboot_leaves_the_wall_clock(void **state)
{
	struct moment at = after_our_boot(2 * HOUR, 0);

	(void)state;
	assert_int_equal(says(HOUR, MINUTE, up(at, 3 * HOUR, MINUTE)),
	    REBOOT_NO);
	assert_int_equal(says(4 * HOUR, MINUTE, up(at, HOUR, MINUTE)),
	    REBOOT_YES);
	assert_int_equal(says(HOUR, MINUTE, up(at, HOUR + HOUR / 2, MINUTE)),
	    REBOOT_YES);
	/* set back meanwhile: only that it went down is known to be true */
	at = after_our_boot(2 * HOUR, -DAY);
	assert_int_equal(says(HOUR, MINUTE, up(at, 3 * HOUR, MINUTE)),
	    REBOOT_UNKNOWN);
	assert_int_equal(says(HOUR, MINUTE, up(at, HOUR + HOUR / 2, MINUTE)),
	    REBOOT_UNKNOWN);
	assert_int_equal(says(4 * HOUR, MINUTE, up(at, HOUR, MINUTE)),
	    REBOOT_YES);
}

/* Where the system has no such clock, or hides which boot it is. */
static void
test_without_a_clock_since_the_boot(void **state)
{
	struct past p;
	struct look l = up(after(0), HOUR, MINUTE);

	(void)state;
	l.at.boot_id = 0;
	past_look(&p, false, &l);
	l = up(after(HOUR), 2 * HOUR, MINUTE);
	l.at.boot_id = 0;
	l.at.boot_s = 0;
	assert_int_equal(past_look(&p, true, &l), REBOOT_NO);
	assert_int_equal(past_last_up_s(&p, &l.at), NOON + HOUR);
}

static void
test_uptimes_in_other_units(void **state)
{
	(void)state;
	/* days only: 3 days may be nearly 4 */
	assert_int_equal(says(3 * DAY, DAY, up(after(DAY), 4 * DAY, DAY)),
	    REBOOT_NO);
	assert_int_equal(says(3 * DAY, DAY, up(after(DAY), 3 * DAY, DAY)),
	    REBOOT_NO);
	assert_int_equal(says(3 * DAY, DAY, up(after(HOUR), 2 * DAY, DAY)),
	    REBOOT_NO);
	assert_int_equal(says(3 * DAY, DAY, up(after(HOUR), DAY, DAY)),
	    REBOOT_YES);
	assert_int_equal(says(3 * DAY, DAY, up(after(5 * DAY), 4 * DAY, DAY)),
	    REBOOT_YES);
	/* days, then minutes: the day has just begun */
	assert_int_equal(says(DAY, DAY, up(after(HOUR), 10 * MINUTE, MINUTE)),
	    REBOOT_YES);
	assert_int_equal(says(DAY, DAY, up(after(HOUR), DAY + HOUR, MINUTE)),
	    REBOOT_NO);
	/* hours only */
	assert_int_equal(says(3 * HOUR + 59 * MINUTE, MINUTE,
			     up(after(10), 3 * HOUR, HOUR)),
	    REBOOT_NO);
	assert_int_equal(says(6 * HOUR, MINUTE, up(after(10), 3 * HOUR, HOUR)),
	    REBOOT_YES);
	/* seconds */
	assert_int_equal(says(101, 1, up(after(0), 40, 1)), REBOOT_NO);
	assert_int_equal(says(102, 1, up(after(0), 40, 1)), REBOOT_YES);
	/* weeks and years are not counted alike: procps has 52 in each */
	assert_int_equal(says(YEAR + DAY, WEEK,
			     up(after(10), YEAR - 5 * DAY, MINUTE)),
	    REBOOT_NO);
	assert_int_equal(says(YEAR, MINUTE,
			     up(after(10), YEAR - 6 * DAY, WEEK)),
	    REBOOT_NO);
	assert_int_equal(says(YEAR, WEEK, up(after(10), HOUR, MINUTE)),
	    REBOOT_YES);
}

static void
test_an_uptime_that_is_not_told(void **state)
{
	struct past p;
	struct look l = up(after(0), 10 * DAY, MINUTE);

	(void)state;
	past_look(&p, false, &l);
	l = up(after(HOUR), -1, 0);
	assert_int_equal(past_look(&p, true, &l), REBOOT_UNKNOWN);
	assert_int_equal(past_last_up_s(&p, &l.at), NOON + HOUR);
	/* against the last that was told, and since when that was */
	l = up(after(2 * HOUR), 10 * DAY + 2 * HOUR, MINUTE);
	assert_int_equal(past_look(&p, true, &l), REBOOT_NO);
	l = up(after(3 * HOUR), -1, 0);
	past_look(&p, true, &l);
	l = up(after(4 * HOUR), HOUR, MINUTE);
	assert_int_equal(past_look(&p, true, &l), REBOOT_YES);
	/* the time since then counts, too: shorter than that, and not longer
	 * ago than it */
	l = up(after(0), 10 * MINUTE, MINUTE);
	past_look(&p, false, &l);
	l = up(after(3 * HOUR), -1, 0);
	past_look(&p, true, &l);
	l = up(after(4 * HOUR), 3 * HOUR + 30 * MINUTE, MINUTE);
	assert_int_equal(past_look(&p, true, &l), REBOOT_YES);
	/* of one that has never told any */
	l = up(after(0), -1, 0);
	past_look(&p, false, &l);
	l = up(after(HOUR), HOUR, MINUTE);
	assert_int_equal(past_look(&p, true, &l), REBOOT_UNKNOWN);
	l = up(after(2 * HOUR), 2 * HOUR, MINUTE);
	assert_int_equal(past_look(&p, true, &l), REBOOT_NO);
}

/* Told, then not told while our clock was set back over a reboot of ours: how
 * long ago it was told is not known any more. */
static void
test_what_was_told_is_forgotten_with_its_time(void **state)
{
	struct past p;
	struct look l = up(after(0), 10 * DAY, MINUTE);

	(void)state;
	past_look(&p, false, &l);
	l = up(after_our_boot(HOUR, -DAY), -1, 0);
	past_look(&p, true, &l);
	l.uptime_s = HOUR;
	l.unit_s = MINUTE;
	assert_int_equal(past_look(&p, true, &l), REBOOT_UNKNOWN);
}

static void
test_another_machine_of_the_same_name(void **state)
{
	(void)state;
	/* one that is up for less is as one booted, one for more is not */
	assert_int_equal(says_minutes(10 * DAY, HOUR, 5 * DAY), REBOOT_YES);
	assert_int_equal(says_minutes(10 * DAY, HOUR, 500 * DAY), REBOOT_NO);
}

static void
test_another_run_was_quicker(void **state)
{
	struct past p;
	struct look l = up(after(10), 10 * DAY, MINUTE);

	(void)state;
	past_look(&p, false, &l);
	l = up(after(5), 10 * DAY, MINUTE);
	past_look(&p, true, &l);
	assert_int_equal(p.up.boot_s, HOUR + 10);
	assert_int_equal(p.up.wall_s, NOON + 10);
	/* by the wall clock alone that can't be told from one that was set */
	l = up(after_our_boot(5, 0), 10 * DAY, MINUTE);
	past_look(&p, true, &l);
	assert_int_equal(p.up.wall_s, NOON + 5);
}

static void
test_down_counts_from_the_last_sight_of_up(void **state)
{
	struct past p;
	struct look l = up(after(0), HOUR, MINUTE);
	struct moment at = after(2 * DAY);

	(void)state;
	past_look(&p, false, &l);
	l = down(after(DAY));
	past_look(&p, true, &l);
	assert_int_equal(past_last_up_s(&p, &at), NOON);
	/* our clock has been set: the same time ago, as that has it now */
	at = after_set(2 * DAY, DAY);
	assert_int_equal(past_last_up_s(&p, &at), NOON + DAY);
	at = after_set(2 * DAY, -5 * DAY);
	assert_int_equal(past_last_up_s(&p, &at), NOON - 5 * DAY);
	/* drifting by less than a minute it does not move */
	at = after_set(2 * DAY, 60);
	assert_int_equal(past_last_up_s(&p, &at), NOON);
	at = after_set(2 * DAY, -60);
	assert_int_equal(past_last_up_s(&p, &at), NOON);
	/* after a boot of ours the wall clock is all there is, and what it
	 * says never lies ahead */
	at = after_our_boot(2 * DAY, 0);
	assert_int_equal(past_last_up_s(&p, &at), NOON);
	at = after_our_boot(2 * DAY, -5 * DAY);
	assert_int_equal(past_last_up_s(&p, &at), NOON - 3 * DAY);
}

/* Our clock was a day wrong when the host was seen, was set right, and then we
 * have been booted. */
static void
test_a_clock_that_was_set_right_stays_so(void **state)
{
	static const int64_t wrong[] = { DAY, -DAY };
	struct moment at;
	struct past p;
	struct look l;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		l = up(after_set(0, wrong[i]), HOUR, MINUTE);
		past_look(&p, false, &l);
		at = after(HOUR);
		l = down(at);
		past_look(&p, true, &l);
		assert_true(past_keep(&p, &at));
		at = after_our_boot(5 * HOUR, 0);
		assert_int_equal(past_last_up_s(&p, &at), NOON);
	}
}

/* This machine was put back to a snapshot: the same boot, and less of it. */
static void
test_what_lies_ahead_by_the_time_since_the_boot(void **state)
{
	struct moment at = after(2 * HOUR);
	struct past p, q;
	struct look l = up(after(50 * HOUR), 10 * DAY, MINUTE);

	(void)state;
	past_look(&p, false, &l);
	p.up.wall_s = NOON;
	q = p;
	past_doubt(&q, &at);
	assert_int_equal(past_last_up_s(&q, &at), NOON);
	l = up(at, HOUR, MINUTE);
	assert_int_equal(past_look(&q, true, &l), REBOOT_YES);
	assert_int_equal(q.up.boot_s, at.boot_s);
	/* another run may have seen it while this one waited for the file */
	at = after(50 * HOUR - 60);
	past_doubt(&p, &at);
	assert_int_equal(p.up.boot_s, after(50 * HOUR).boot_s);
	at = after(50 * HOUR - 61);
	past_doubt(&p, &at);
	assert_int_equal(p.up.boot_s, -1);
	assert_int_equal(p.up.boot_id, 0);
}

static void
test_named_hosts_are_kept_as_long_as_they_are_asked(void **state)
{
	struct past p;
	struct look l = up(after(0), HOUR, MINUTE);
	struct moment at = after(90 * DAY);

	(void)state;
	past_look(&p, false, &l);
	assert_true(past_keep(&p, &at));
	at = after(90 * DAY + 1);
	assert_false(past_keep(&p, &at));
	l = down(after(89 * DAY));
	past_look(&p, true, &l);
	assert_true(past_keep(&p, &at));
	at = after(179 * DAY);
	assert_true(past_keep(&p, &at));
	at = after(179 * DAY + 1);
	assert_false(past_keep(&p, &at));
}

static void
test_found_hosts_are_kept_four_days(void **state)
{
	struct past p;
	struct look l = up(after(0), HOUR, MINUTE);
	struct moment at = after(4 * DAY);

	(void)state;
	l.found = true;
	past_look(&p, false, &l);
	assert_true(past_keep(&p, &at));
	/* asked again, but not up: that does not keep them */
	l = down(after(3 * DAY));
	l.found = true;
	past_look(&p, true, &l);
	at = after(4 * DAY + 1);
	assert_false(past_keep(&p, &at));
	/* by the clock that nobody sets */
	l = up(after(0), HOUR, MINUTE);
	l.found = true;
	past_look(&p, false, &l);
	at = after_set(4 * DAY, 100 * DAY);
	assert_true(past_keep(&p, &at));
	at = after_set(5 * DAY, -100 * DAY);
	assert_false(past_keep(&p, &at));
}

static void
test_found_and_named(void **state)
{
	struct past p;
	struct look l = up(after(0), HOUR, MINUTE);
	struct moment at = after(3 * DAY);

	(void)state;
	l.found = true;
	past_look(&p, false, &l);
	l = down(after(DAY));
	past_look(&p, true, &l);
	assert_true(past_keep(&p, &at));
	assert_true(p.found);
	at = after(5 * DAY);
	assert_true(past_keep(&p, &at));
	assert_false(p.found);
	at = after(92 * DAY);
	assert_false(past_keep(&p, &at));
}

/* A clock that was wrong for a while does not keep hosts for ever. */
static void
test_times_that_lie_ahead_are_taken_back(void **state)
{
	struct past p;
	struct look l = up(after_set(0, 100 * YEAR), HOUR, MINUTE);
	struct moment at = after_our_boot(DAY, 0);

	(void)state;
	past_look(&p, false, &l);
	assert_true(past_keep(&p, &at));
	assert_int_equal(p.listed_s, at.wall_s);
	assert_int_equal(p.up.wall_s, at.wall_s);
	at = after_our_boot(92 * DAY, 0);
	assert_false(past_keep(&p, &at));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_reboot_is_seen),
		cmocka_unit_test(test_none_is_seen_where_there_was_none),
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_it_is_seen_once),
		cmocka_unit_test(test_a_reboot_while_it_was_down_is_seen),
		cmocka_unit_test(
		    test_one_that_could_not_be_asked_was_not_booted),
		cmocka_unit_test(test_a_pause_is_no_reboot),
		cmocka_unit_test(test_our_clock_set_changes_nothing),
		cmocka_unit_test(test_our_suspend_changes_nothing),
		cmocka_unit_test(test_our_own_reboot_leaves_the_wall_clock),
		cmocka_unit_test(test_without_a_clock_since_the_boot),
		cmocka_unit_test(test_uptimes_in_other_units),
		cmocka_unit_test(test_an_uptime_that_is_not_told),
		cmocka_unit_test(test_what_was_told_is_forgotten_with_its_time),
		cmocka_unit_test(test_another_machine_of_the_same_name),
		cmocka_unit_test(test_another_run_was_quicker),
		cmocka_unit_test(test_down_counts_from_the_last_sight_of_up),
		cmocka_unit_test(test_a_clock_that_was_set_right_stays_so),
		cmocka_unit_test(
		    test_what_lies_ahead_by_the_time_since_the_boot),
		cmocka_unit_test(
		    test_named_hosts_are_kept_as_long_as_they_are_asked),
		cmocka_unit_test(test_found_hosts_are_kept_four_days),
		cmocka_unit_test(test_found_and_named),
		cmocka_unit_test(test_times_that_lie_ahead_are_taken_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
