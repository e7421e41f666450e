/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ruptime/watch/changes.h"

enum { BOOT = 77 };

static struct changes c;
static char text[CHANGES_TEXT_MAX];

/* A look after so many seconds, at a host that is up for up_s. */
static struct host
up(int64_t after_s, int64_t up_s, bool *told)
{
	const struct moment at = { 1000000 + after_s, 5000 + after_s, BOOT };
	struct host h = { .name = "node",
		.state = STATE_UP,
		.uptime = { .uptime_s = up_s, .unit_s = 60, .users = -1 } };

	*told = changes_look(&c, &h, &at, text);
	return h;
}

static struct host
down(int64_t after_s, enum state state, bool *told)
{
	const struct moment at = { 1000000 + after_s, 5000 + after_s, BOOT };
	struct host h = { .name = "node", .state = state };

	*told = changes_look(&c, &h, &at, text);
	return h;
}

static int
begin(void **state)
{
	(void)state;
	c = changes_init;
	return 0;
}

static void
test_the_first_look_at_a_newcomer_is_one(void **state)
{
	struct host h = { .name = "node" };
	bool told;

	(void)state;
	c = changes_newcomer;
	changes_recall(&c, &h);
	assert_false(h.past.known);
	h = up(0, 3600, &told);
	assert_true(told);
	assert_string_equal(text, "node up");
	up(2, 3602, &told);
	assert_false(told);
	c = changes_newcomer;
	down(0, STATE_REFUSED, &told);
	assert_true(told);
	assert_string_equal(text, "node down: refused");
}

static void
test_the_first_look_is_no_change(void **state)
{
	bool told;

	(void)state;
	up(0, 3600, &told);
	assert_false(told);
	assert_false(c.changed);
	begin(NULL);
	down(0, STATE_REFUSED, &told);
	assert_false(told);
}

static void
test_down_and_up_again(void **state)
{
	struct host h;
	bool told;

	(void)state;
	up(0, 3600, &told);
	h = down(10, STATE_TIMED_OUT, &told);
	assert_true(told);
	assert_true(c.changed);
	assert_string_equal(text, "node down: timed out");
	assert_int_equal(h.past.last_up, 1000000);
	assert_int_equal(h.past.down_s, 10);
	down(20, STATE_TIMED_OUT, &told);
	assert_false(told);
	assert_false(c.changed);
	down(30, STATE_REFUSED, &told);
	assert_true(told);
	assert_string_equal(text, "node down: refused");
	h = up(40, 3640, &told);
	assert_true(told);
	assert_string_equal(text, "node up");
	assert_int_equal(h.past.down_s, -1);
	assert_int_equal(h.past.last_up, 1000040);
	assert_false(c.rebooted);
}

/* By an hour and back, by a year: the time of day is set, not how long ago
 * anything was. */
static void
test_a_clock_that_is_stepped_changes_nothing(void **state)
{
	static const int64_t steps_s[] = { -3600, 3600, -31536000, 31536000 };
	struct moment at = { 1000000000, 5000, BOOT };
	struct host h = { .name = "node",
		.state = STATE_UP,
		.uptime = { .uptime_s = 7200, .unit_s = 60, .users = -1 } };
	size_t i;

	(void)state;
	changes_look(&c, &h, &at, text);
	for (i = 0; i < 4; i++) {
		at.wall_s += steps_s[i];
		at.boot_s += 10;
		h.state = STATE_TIMED_OUT;
		assert_true(changes_look(&c, &h, &at, text));
		assert_int_equal(h.past.down_s, 10);
		h.state = STATE_UP;
		h.uptime.uptime_s += 10;
		assert_true(changes_look(&c, &h, &at, text));
		assert_string_equal(text, "node up");
		assert_false(c.rebooted);
	}
}

static void
test_rebooted_once_and_remembered(void **state)
{
	struct host h;
	bool told;

	(void)state;
	up(0, 7200, &told);
	h = up(300, 60, &told);
	assert_true(told);
	assert_string_equal(text, "node rebooted");
	assert_int_equal(h.past.rebooted, REBOOT_YES);
	h = up(360, 120, &told);
	assert_false(told);
	assert_int_equal(h.past.rebooted, REBOOT_YES);
	assert_true(c.rebooted);
}

static void
test_rebooted_while_it_was_down(void **state)
{
	bool told;

	(void)state;
	up(0, 7200, &told);
	down(10, STATE_UNREACHABLE, &told);
	up(200, 60, &told);
	assert_true(told);
	assert_string_equal(text, "node up, rebooted");
}

static void
test_never_seen_up(void **state)
{
	struct host h;
	bool told;

	(void)state;
	h = down(0, STATE_REFUSED, &told);
	assert_int_equal(h.past.last_up, -1);
	assert_int_equal(h.past.down_s, -1);
	c.last_up_s = 1000000 - 500; /* the memory has it */
	h = down(100, STATE_REFUSED, &told);
	assert_int_equal(h.past.last_up, 999500);
	assert_int_equal(h.past.down_s, 600);
}

static void
test_the_memory_knows_of_before(void **state)
{
	struct host h;
	bool told;

	(void)state;
	h = down(0, STATE_REFUSED, &told);
	h.past = (struct past_known){ .known = true,
		.last_up = 999000,
		.down_s = 1000 };
	changes_recall(&c, &h);
	assert_int_equal(h.past.last_up, 999000);
	assert_int_equal(h.past.down_s, 1000);
	h = down(60, STATE_REFUSED, &told);
	assert_int_equal(h.past.down_s, 1060);
	/* Rebooted since another run's look is not since the view's begin. */
	h = up(70, 3600, &told);
	h.past.rebooted = REBOOT_YES;
	changes_recall(&c, &h);
	assert_int_not_equal(h.past.rebooted, REBOOT_YES);
	assert_int_equal(h.past.last_up, 1000070);
}

static void
test_one_that_the_memory_alone_knows(void **state)
{
	struct host h = { .name = "node03",
		.state = STATE_REFUSED,
		.found = true,
		.past = { .known = true, .last_up = 999000, .down_s = 1000 } };
	bool told;

	(void)state;
	assert_true(changes_recall(&c, &h));
	assert_int_equal(h.past.last_up, 999000);
	assert_false(changes_recall(&c, &h));
	h = down(60, STATE_REFUSED, &told);
	assert_false(told);
	assert_int_equal(h.past.last_up, 999000);
	assert_int_equal(h.past.down_s, 1060);
	h = up(70, 3600, &told);
	assert_true(told);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_the_first_look_is_no_change, begin),
		cmocka_unit_test_setup(test_the_first_look_at_a_newcomer_is_one,
		    begin),
		cmocka_unit_test_setup(test_down_and_up_again, begin),
		cmocka_unit_test_setup(
		    test_a_clock_that_is_stepped_changes_nothing, begin),
		cmocka_unit_test_setup(test_rebooted_once_and_remembered,
		    begin),
		cmocka_unit_test_setup(test_rebooted_while_it_was_down, begin),
		cmocka_unit_test_setup(test_never_seen_up, begin),
		cmocka_unit_test_setup(test_the_memory_knows_of_before, begin),
		cmocka_unit_test_setup(test_one_that_the_memory_alone_knows,
		    begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
