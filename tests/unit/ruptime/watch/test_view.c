/* SPDX-License-Identifier: ISC */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "ruptime/watch/view.h"

enum { COUNT = 40, LINES = 11 };

static struct host hosts[COUNT + 1];
static char names[COUNT][16];
static struct view v;
static const struct moment now = { 1000000, 5000, 77 };
static char change[CHANGES_TEXT_MAX];

/* Hosts n0 to n39, all up, with loads as their numbers; n3 and n7 are down. */
static int
begin(void **state)
{
	const struct options o = { .sort = SORT_NAME, .interval_ms = 2000 };
	int i;

	(void)state;
	for (i = 0; i < COUNT; i++) {
		snprintf(names[i], sizeof(names[i]), "n%d", i);
		hosts[i] = (struct host){ .name = names[i],
			.state = i == 3 || i == 7 ? STATE_REFUSED : STATE_UP,
			.uptime = { .uptime_s = 3600 + i,
			    .unit_s = 60,
			    .users = 1,
			    .has_load = true,
			    .load = { i } } };
	}
	assert_int_equal(view_init(&v, &o, hosts, COUNT, COUNT + 1), 0);
	strlcpy(v.time, "18:09:34", sizeof(v.time));
	for (i = 0; i < COUNT; i++)
		assert_false(view_look(&v, (size_t)i, &now, change));
	return 0;
}

static int
end(void **state)
{
	(void)state;
	view_fini(&v);
	return 0;
}

/* The screen's line, drawn anew; the first word of it with first. */
static const char *
line(int number, bool first)
{
	static char text[256];
	struct canvas c;
	int i;

	assert_int_equal(canvas_init(&c, LINES, 80), 0);
	view_draw(&v, &c);
	text[0] = '\0';
	for (i = 0; i < c.columns; i++)
		strlcat(text, canvas_line(&c, number)[i].text, sizeof(text));
	canvas_fini(&c);
	if (first)
		text[strcspn(text, " ")] = '\0';
	return text;
}

static void
press(enum keys_action key)
{
	assert_int_equal(view_key(&v, key, LINES), VIEW_DRAW);
}

static void
test_sorted_by_each_key(void **state)
{
	(void)state;
	assert_string_equal(line(1, true), "n0");
	press(KEYS_BY_LOAD);
	assert_string_equal(line(1, true), "n39");
	press(KEYS_REVERSE);
	assert_string_equal(line(1, true), "n0");
	press(KEYS_BY_USERS); /* equal ones by name */
	assert_string_equal(line(1, true), "n0");
	assert_string_equal(line(2, true), "n1");
	press(KEYS_BY_UPTIME);
	press(KEYS_REVERSE);
	assert_string_equal(line(1, true), "n39");
	press(KEYS_BY_NAME);
	assert_string_equal(line(1, true), "n0");
}

static void
test_only_those_that_are_not_up(void **state)
{
	(void)state;
	press(KEYS_NOT_UP);
	assert_string_equal(line(1, true), "n3");
	assert_string_equal(line(2, true), "n7");
	assert_string_equal(line(3, true), "");
	hosts[5].state = STATE_TIMED_OUT;
	assert_true(view_look(&v, 5, &now, change));
	assert_string_equal(change, "n5 down: timed out");
	assert_string_equal(line(2, true), "n5");
	press(KEYS_NOT_UP);
	assert_string_equal(line(1, true), "n0");
}

static void
test_scrolling_ends_at_the_ends(void **state)
{
	(void)state;
	press(KEYS_UP);
	assert_string_equal(line(1, true), "n0");
	press(KEYS_DOWN);
	assert_string_equal(line(1, true), "n1");
	press(KEYS_PAGE_DOWN);
	assert_string_equal(line(1, true), "n11");
	press(KEYS_END);
	assert_string_equal(line(1, true), "n30");
	press(KEYS_PAGE_DOWN);
	assert_string_equal(line(10, true), "n39");
	press(KEYS_HOME);
	assert_string_equal(line(1, true), "n0");
}

static void
test_scrolled_it_holds_its_place(void **state)
{
	(void)state;
	press(KEYS_BY_LOAD);
	press(KEYS_PAGE_DOWN);
	assert_string_equal(line(1, true), "n29");
	hosts[0].uptime.load[0] = 99; /* comes to the top */
	view_look(&v, 0, &now, change);
	assert_non_null(strstr(line(0, false), "11-20 of 40"));
	press(KEYS_NOT_UP); /* shorter than the screen */
	assert_string_equal(line(1, true), "n3");
	press(KEYS_NOT_UP);
	assert_string_equal(line(1, true), "n0");
}

static void
test_counts(void **state)
{
	(void)state;
	assert_memory_equal(line(0, false),
	    "18:09:34  38 up, 2 down   by name   every 2 s   1-10 of 40", 58);
	hosts[9].uptime.uptime_s = 1;
	assert_true(
	    view_look(&v, 9, &(struct moment){ 1000200, 5200, 77 }, change));
	assert_string_equal(change, "n9 rebooted");
	assert_non_null(strstr(line(0, false), "2 down, 1 rebooted   by"));
}

static void
test_the_latest_changes_come_first(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 7; i++) {
		snprintf(change, sizeof(change), "n%d up\033", i);
		view_keep_change(&v, "18:00:00", change);
	}
	assert_memory_equal(line(9, false), "18:00:00 n6 up^[", 16);
	assert_memory_equal(line(10, false), "18:00:00 n5 up^[", 16);
}

static void
test_help_is_ended_by_any_key(void **state)
{
	(void)state;
	press(KEYS_HELP);
	assert_memory_equal(line(1, false), "n l t u ", 8);
	press(KEYS_BY_LOAD);
	assert_string_equal(line(1, true), "n0");
	press(KEYS_HELP);
	press(KEYS_OTHER);
	assert_string_equal(line(1, true), "n0");
	press(KEYS_HELP);
	press(KEYS_QUIT); /* as less(1) has it */
	assert_string_equal(line(1, true), "n0");
	press(KEYS_HELP);
	assert_int_equal(view_key(&v, KEYS_REDRAW, LINES), VIEW_REDRAW);
	assert_int_equal(view_key(&v, KEYS_INTERRUPT, LINES), VIEW_END);
}

static void
test_by_name_rows_hold_still_while_others_come_and_go(void **state)
{
	(void)state;
	press(KEYS_DOWN);
	press(KEYS_DOWN);
	press(KEYS_DOWN);
	press(KEYS_DOWN);
	assert_string_equal(line(1, true), "n4");
	hosts[COUNT] = (struct host){ .name = "n1b", .state = STATE_UP };
	view_grow(&v);
	view_look(&v, COUNT, &now, change);
	assert_string_equal(line(1, true), "n4");
	assert_non_null(strstr(line(0, false), "6-15 of 41"));
	press(KEYS_REVERSE); /* another order: the place stays */
	assert_non_null(strstr(line(0, false), "6-15 of 41"));
}

/* With d, those that go are passed over; at the top, those that come are seen.
 */
static void
test_the_next_row_takes_the_place_of_one_that_goes(void **state)
{
	int i;

	(void)state;
	press(KEYS_NOT_UP);
	for (i = 10; i < 30; i++) {
		hosts[i].state = STATE_TIMED_OUT;
		view_look(&v, (size_t)i, &now, change);
	}
	assert_string_equal(line(1, true), "n3");
	hosts[1].state = STATE_TIMED_OUT;
	view_look(&v, 1, &now, change);
	assert_string_equal(line(1, true), "n1");
	press(KEYS_PAGE_DOWN);
	assert_string_equal(line(1, true), "n17");
	for (i = 10; i < 18; i++) {
		hosts[i].state = STATE_UP;
		view_look(&v, (size_t)i, &now, change);
	}
	assert_string_equal(line(1, true), "n18");
}

static void
test_aside_as_far_as_lines_are_wider(void **state)
{
	int i;

	(void)state;
	assert_string_equal(line(1, true), "n0");
	press(KEYS_RIGHT); /* all of it is on the screen */
	assert_string_equal(line(1, true), "n0");
	hosts[0].state = STATE_ERROR;
	hosts[0].detail =
	    "0123456789012345678901234567890123456789012345678901234567890123 "
	    "the end";
	view_look(&v, 0, &now, change);
	(void)line(1, true);
	press(KEYS_RIGHT);
	assert_memory_equal(line(1, false), "     down", 9);
	for (i = 0; i < 20; i++)
		press(KEYS_RIGHT);
	assert_string_equal(line(1, false) + 73, "the end");
	press(KEYS_LEFT);
	assert_memory_equal(line(1, false) + 74, "890123", 6);
	press(KEYS_HOME);
	assert_string_equal(line(1, true), "n0");
}

/* The help and a screen of one line show no row, however often they are drawn;
 * behind them the columns are where they were. */
static void
test_aside_while_no_row_is_shown(void **state)
{
	struct canvas c;
	int i;

	(void)state;
	hosts[0].state = STATE_ERROR;
	hosts[0].detail = "0123456789012345678901234567890123456789012345678901"
			  "2345678901234567890123456789";
	view_look(&v, 0, &now, change);
	(void)line(1, true);
	press(KEYS_RIGHT);
	press(KEYS_HELP);
	for (i = 0; i < 3; i++)
		assert_memory_equal(line(1, false), "n l t u ", 8);
	press(KEYS_HELP);
	assert_memory_equal(line(1, false), "     down", 9);
	for (i = 0; i < 3; i++) {
		assert_int_equal(canvas_init(&c, 1, 80), 0);
		view_draw(&v, &c);
		canvas_fini(&c);
	}
	assert_memory_equal(line(1, false), "     down", 9);
}

/* Whatever is pressed, on screens of any size and with however many hosts. */
static void
test_every_key_on_every_size(void **state)
{
	static const int sizes[] = { 1, 2, 3, 5, 24, 100 };
	static const int widths[] = { 1, 2, 20, 80, 300 };
	static const size_t counts[] = { 0, 1, COUNT };
	int lines, width, key;
	struct canvas c;
	size_t n;

	(void)state;
	for (n = 0; n < 3; n++)
		for (lines = 0; lines < 6; lines++)
			for (width = 0; width < 5; width++)
				for (key = 0; key <= KEYS_SYNC; key++) {
					v.count = counts[n];
					v.stirred = true;
					assert_int_equal(canvas_init(&c,
							     sizes[lines],
							     widths[width]),
					    0);
					view_draw(&v, &c);
					view_key(&v, (enum keys_action)key,
					    sizes[lines]);
					assert_true(v.first <= v.rows.count);
					assert_true(v.left >= 0);
					canvas_fini(&c);
				}
}

static void
test_wishes(void **state)
{
	(void)state;
	assert_int_equal(view_key(&v, KEYS_ASK, LINES), VIEW_ASK);
	assert_int_equal(view_key(&v, KEYS_REDRAW, LINES), VIEW_REDRAW);
	assert_int_equal(view_key(&v, KEYS_QUIT, LINES), VIEW_END);
	assert_int_equal(view_key(&v, KEYS_NONE, LINES), VIEW_NOTHING);
	assert_int_equal(view_key(&v, KEYS_PAUSE, LINES), VIEW_DRAW);
	assert_true(v.paused);
}

static void
test_one_more_joins(void **state)
{
	(void)state;
	hosts[COUNT] = (struct host){ .name = "n15b" };
	view_grow(&v);
	press(KEYS_REVERSE);
	assert_string_equal(line(1, true), "n39");
	hosts[COUNT].state = STATE_UP;
	assert_true(view_look(&v, COUNT, &now, change));
	assert_string_equal(change, "n15b up");
	assert_false(view_look(&v, COUNT, &now, change));
	assert_non_null(strstr(line(0, false), "39 up, 2 down"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_sorted_by_each_key, begin,
		    end),
		cmocka_unit_test_setup_teardown(test_only_those_that_are_not_up,
		    begin, end),
		cmocka_unit_test_setup_teardown(test_scrolling_ends_at_the_ends,
		    begin, end),
		cmocka_unit_test_setup_teardown(
		    test_scrolled_it_holds_its_place, begin, end),
		cmocka_unit_test_setup_teardown(test_counts, begin, end),
		cmocka_unit_test_setup_teardown(
		    test_the_latest_changes_come_first, begin, end),
		cmocka_unit_test_setup_teardown(test_help_is_ended_by_any_key,
		    begin, end),
		cmocka_unit_test_setup_teardown(
		    test_by_name_rows_hold_still_while_others_come_and_go,
		    begin, end),
		cmocka_unit_test_setup_teardown(
		    test_the_next_row_takes_the_place_of_one_that_goes, begin,
		    end),
		cmocka_unit_test_setup_teardown(
		    test_aside_as_far_as_lines_are_wider, begin, end),
		cmocka_unit_test_setup_teardown(
		    test_aside_while_no_row_is_shown, begin, end),
		cmocka_unit_test_setup_teardown(test_every_key_on_every_size,
		    begin, end),
		cmocka_unit_test_setup_teardown(test_wishes, begin, end),
		cmocka_unit_test_setup_teardown(test_one_more_joins, begin,
		    end),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
