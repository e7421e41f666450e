/* SPDX-License-Identifier: ISC */
/* Messages: their form at each destination, and how often a peer may cause
 * one. */
#include "tests/unit/common/log.h"

static void
test_at_first_messages_go_to_standard_error(void **state)
{
	(void)state;
	LOGS(log_warnx("%s %d", "a", 1), "ruptime: a 1\n");
	LOGS(log_debug("a"), "");
	assert_false(log_is_verbose());
	assert_string_equal(sysloged, "");
}

static void
test_standard_error_has_the_name_in_front(void **state)
{
	(void)state;
	log_init("me", LOG_TO_STDERR, true);
	assert_true(log_is_verbose());
	LOGS(log_warn("a %d", 1), "me: a 1: No such file or directory\n");
	LOGS(log_warnx("a %d", 1), "me: a 1\n");
	LOGS(log_notice("a %d", 1), "me: a 1\n");
	LOGS(log_info("a %d", 1), "me: a 1\n");
	LOGS(log_debug("a %d", 1), "me: a 1\n");
	LOGS(log_warnx("%s", ""), "me: \n");
	assert_string_equal(sysloged, "");
	log_init("you", LOG_TO_STDERR, false);
	assert_false(log_is_verbose());
	LOGS(log_debug("a"), "");
	LOGS(log_info("a"), "you: a\n");
	assert_string_equal(syslog_opened, "");
}

static void
test_the_journal_has_the_priority_in_front(void **state)
{
	(void)state;
	log_init("me", LOG_TO_JOURNAL, true);
	LOGS(log_warn("a"), "<4>a: No such file or directory\n");
	LOGS(log_warnx("a"), "<4>a\n");
	LOGS(log_notice("a"), "<5>a\n");
	LOGS(log_info("a"), "<6>a\n");
	LOGS(log_debug("a"), "<7>a\n");
	assert_string_equal(sysloged, "");
}

static void
test_syslog_has_all_and_a_terminal_what_is_bad(void **state)
{
	char expected[64];

	(void)state;
	log_init("me", LOG_TO_SYSLOG, true);
	snprintf(expected, sizeof(expected), "me %d %d", LOG_PID | LOG_NDELAY,
	    LOG_DAEMON);
	assert_string_equal(syslog_opened, expected);
	LOGS(log_warn("100%% %s", "%s"), "");
	assert_string_equal(sysloged, "<4>100% %s: No such file or directory");
	LOGS(log_debug("a"), "");
	assert_string_equal(sysloged, "<7>a");
	log_init("me", LOG_TO_SYSLOG | LOG_TO_TERMINAL, false);
	LOGS(log_warnx("a"), "me: a\n");
	assert_string_equal(sysloged, "<4>a");
	LOGS(log_notice("a"), "");
	assert_string_equal(sysloged, "<5>a");
	LOGS(log_info("a"), "");
	assert_string_equal(sysloged, "<6>a");
	LOGS(log_debug("a"), "");
	assert_string_equal(sysloged, "");
	/* What was open is closed. */
	log_init("me", LOG_TO_STDERR, false);
	assert_string_equal(syslog_opened, "");
}

static void
hold_ten(void)
{
	int i;

	for (i = 0; i < 10; i++)
		log_warnx("%d", i);
	log_debug("nobody wants to know");
}

static void
test_held_messages_come_later_the_first_of_them(void **state)
{
	(void)state;
	log_init("me", LOG_TO_STDERR, false);
	log_hold();
	LOGS(hold_ten(), "");
	LOGS(log_release(),
	    "me: 0\nme: 1\nme: 2\nme: 3\nme: 4\nme: 5\nme: 6\nme: 7\n");
	LOGS(log_release(), "");
	LOGS(log_warnx("a"), "me: a\n");
}

static void
say_fatal(void)
{
	errno = EACCES;
	fatal("a %d", 1);
}

static void
say_fatalx(void)
{
	fatalx("a %d", 1);
}

static void
test_fatal_ends_with_status_1(void **state)
{
	int status, statusx;

	(void)state;
	log_init("me", LOG_TO_JOURNAL, false);
	catch_stderr();
	status = status_of(say_fatal);
	statusx = status_of(say_fatalx);
	assert_string_equal(caught(), "<3>a 1: Permission denied\n<3>a 1\n");
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	assert_true(WIFEXITED(statusx) && WEXITSTATUS(statusx) == 1);
}

static void
throttle(struct log_throttle *t, const char *text, const char *expected)
{
	LOGS(log_throttled(t, "%s", text), expected);
}

static void
test_a_throttle_lets_five_in_ten_seconds_through(void **state)
{
	struct log_throttle t = { 0 }, other = { 0 };
	int i;

	(void)state;
	log_init("me", LOG_TO_STDERR, false);
	for (i = 0; i < 5; i++)
		throttle(&t, "a", "me: a\n");
	throttle(&t, "b", "");
	throttle(&other, "c", "me: c\n");
	clock_s += 9;
	throttle(&t, "d", "");
	clock_s += 1;
	throttle(&t, "e", "me: 2 more like the next were not logged\nme: e\n");
	for (i = 0; i < 4; i++)
		throttle(&t, "f", "me: f\n");
	throttle(&t, "g", "");
	/* However late, the count comes with the next that is let through. */
	clock_s += 3600;
	throttle(&t, "h", "me: 1 more like the next were not logged\nme: h\n");
	throttle(&other, "i", "me: i\n");
}

static void
test_a_throttled_message_is_a_warning(void **state)
{
	struct log_throttle t = { 0 };

	(void)state;
	log_init("me", LOG_TO_JOURNAL, false);
	LOGS(log_throttled(&t, "a %d", 1), "<4>a 1\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_at_first_messages_go_to_standard_error),
		cmocka_unit_test(test_standard_error_has_the_name_in_front),
		cmocka_unit_test(test_the_journal_has_the_priority_in_front),
		cmocka_unit_test(
		    test_held_messages_come_later_the_first_of_them),
		cmocka_unit_test(
		    test_syslog_has_all_and_a_terminal_what_is_bad),
		cmocka_unit_test(test_fatal_ends_with_status_1),
		cmocka_unit_test(
		    test_a_throttle_lets_five_in_ten_seconds_through),
		cmocka_unit_test(test_a_throttled_message_is_a_warning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
