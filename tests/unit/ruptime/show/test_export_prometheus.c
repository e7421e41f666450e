/* SPDX-License-Identifier: ISC */
/* The text format of Prometheus, to the byte, and promtool has no complaint. */
#include <errno.h>
#include <unistd.h>

#include "ruptime/show/export.h"
#include "tests/unit/ruptime/show/host.h"

#define FFFD "\xef\xbf\xbd"

/* What is exported, line by line. */
static void
exports(const struct host *hosts, size_t n, const char *const *lines,
    size_t nlines)
{
	const struct host **v = pointers(hosts, n);
	char expected[8192] = "";
	struct sink s;
	size_t i;

	for (i = 0; i < nlines; i++) {
		strlcat(expected, lines[i], sizeof(expected));
		strlcat(expected, "\n", sizeof(expected));
	}
	sink_open(&s);
	assert_int_equal(export_prometheus(s.out, v, n), 0);
	sink_is(&s, expected);
	free(v);
}

static void
test_families(void **state)
{
	static const struct host hosts[] = {
		UP("a", DAYS(3, 5, 2), 1, 0.04, 0.08, 12.5),
		DOWN("b", STATE_TIMED_OUT, "\"no\" answer"),
		UP("c", 999999999999999, 0, 0, 0, 0),
	};
	static const char *const lines[] = {
		"# HELP ruptime_up Whether the host answered with its uptime.",
		"# TYPE ruptime_up gauge",
		"ruptime_up{host=\"a\"} 1",
		"ruptime_up{host=\"b\"} 0",
		"ruptime_up{host=\"c\"} 1",
		"# HELP ruptime_state 1 for the state that the host is in.",
		"# TYPE ruptime_state gauge",
		"ruptime_state{host=\"a\",state=\"up\"} 1",
		"ruptime_state{host=\"b\",state=\"timed out\"} 1",
		"ruptime_state{host=\"c\",state=\"up\"} 1",
		"# HELP ruptime_uptime_seconds How long the host has been up, "
		"as exactly as it prints it.",
		"# TYPE ruptime_uptime_seconds gauge",
		"ruptime_uptime_seconds{host=\"a\"} 277320",
		"ruptime_uptime_seconds{host=\"c\"} 999999999999999",
		"# HELP ruptime_boot_time_seconds When the host came up, in "
		"seconds since the epoch.",
		"# TYPE ruptime_boot_time_seconds gauge",
		"ruptime_boot_time_seconds{host=\"a\"} 1699722680",
		"ruptime_boot_time_seconds{host=\"c\"} -999998299999999",
		"# HELP ruptime_users Users logged in.",
		"# TYPE ruptime_users gauge",
		"ruptime_users{host=\"a\"} 1",
		"ruptime_users{host=\"c\"} 0",
		"# HELP ruptime_load1 Load average of one minute.",
		"# TYPE ruptime_load1 gauge",
		"ruptime_load1{host=\"a\"} 0.04",
		"ruptime_load1{host=\"c\"} 0",
		"# HELP ruptime_load5 Load average of five minutes.",
		"# TYPE ruptime_load5 gauge",
		"ruptime_load5{host=\"a\"} 0.08",
		"ruptime_load5{host=\"c\"} 0",
		"# HELP ruptime_load15 Load average of fifteen minutes.",
		"# TYPE ruptime_load15 gauge",
		"ruptime_load15{host=\"a\"} 12.5",
		"ruptime_load15{host=\"c\"} 0",
		"# HELP ruptime_response_seconds Time from the start of the "
		"connection to the end of the reply.",
		"# TYPE ruptime_response_seconds gauge",
		"ruptime_response_seconds{host=\"a\"} 0.0015",
		"ruptime_response_seconds{host=\"c\"} 0.0015",
	};

	(void)state;
	exports(hosts, LEN(hosts), lines, LEN(lines));
}

static void
test_what_is_not_known_is_left_out(void **state)
{
	struct host hosts[] = {
		UP("a", -1, -1, -1, 0, 0),
		DOWN("b", STATE_PENDING, NULL),
	};
	static const char *const lines[] = {
		"# HELP ruptime_up Whether the host answered with its uptime.",
		"# TYPE ruptime_up gauge",
		"ruptime_up{host=\"a\"} 1",
		"# HELP ruptime_state 1 for the state that the host is in.",
		"# TYPE ruptime_state gauge",
		"ruptime_state{host=\"a\",state=\"up\"} 1",
		"ruptime_state{host=\"b\",state=\"pending\"} 1",
	};

	(void)state;
	hosts[0].rtt_ms = -1;
	exports(hosts, LEN(hosts), lines, LEN(lines));
	exports(hosts, 0, NULL, 0);
}

static void
test_when_it_was_last_up(void **state)
{
	struct host hosts[] = {
		DOWN("a", STATE_REFUSED, ""),
		DOWN("b", STATE_REFUSED, ""),
	};
	static const char *const lines[] = {
		"# HELP ruptime_up Whether the host answered with its uptime.",
		"# TYPE ruptime_up gauge",
		"ruptime_up{host=\"a\"} 0",
		"ruptime_up{host=\"b\"} 0",
		"# HELP ruptime_state 1 for the state that the host is in.",
		"# TYPE ruptime_state gauge",
		"ruptime_state{host=\"a\",state=\"refused\"} 1",
		"ruptime_state{host=\"b\",state=\"refused\"} 1",
		("# HELP ruptime_last_up_timestamp_seconds When the host was "
		 "last seen up, in seconds since the epoch."),
		"# TYPE ruptime_last_up_timestamp_seconds gauge",
		"ruptime_last_up_timestamp_seconds{host=\"a\"} 1699963200",
	};

	(void)state;
	hosts[0].past =
	    (struct past_known){ .known = true, .last_up = 1699963200 };
	hosts[1].past = (struct past_known){ .known = true, .last_up = -1 };
	exports(hosts, LEN(hosts), lines, LEN(lines));
}

static const struct host odd[] = {
	DOWN("a\"b\\c\nd", STATE_REFUSED, ""),
	DOWN("m\xc3\xbc\xff\xe2\x82", STATE_REFUSED, ""),
	DOWN("\x1b\x7f\xc2\x9b", STATE_REFUSED, ""),
	DOWN(FFFD, STATE_REFUSED, ""),
	UP("{}=,#", DAYS(3, 5, 2), 1, 0.04, 0.08, 0.07),
};

static void
test_labels_are_escaped(void **state)
{
	static const char *const lines[] = {
		"# HELP ruptime_up Whether the host answered with its uptime.",
		"# TYPE ruptime_up gauge",
		"ruptime_up{host=\"a\\\"b\\\\c\\nd\"} 0",
		"ruptime_up{host=\"m\xc3\xbc" FFFD "ff" FFFD "e2" FFFD
		"82\"} 0",
		"ruptime_up{host=\"" FFFD "1b" FFFD "7f" FFFD "c2" FFFD
		"9b\"} 0",
		"ruptime_up{host=\"" FFFD "ef" FFFD "bf" FFFD "bd\"} 0",
		"# HELP ruptime_state 1 for the state that the host is in.",
		"# TYPE ruptime_state gauge",
		"ruptime_state{host=\"a\\\"b\\\\c\\nd\",state=\"refused\"} 1",
		"ruptime_state{host=\"m\xc3\xbc" FFFD "ff" FFFD "e2" FFFD
		"82\",state=\"refused\"} 1",
		"ruptime_state{host=\"" FFFD "1b" FFFD "7f" FFFD "c2" FFFD
		"9b\",state=\"refused\"} 1",
		"ruptime_state{host=\"" FFFD "ef" FFFD "bf" FFFD
		"bd\",state=\"refused\"} 1",
	};

	(void)state;
	exports(odd, 4, lines, LEN(lines));
}

/* All is refused by who reads it where one series is there twice. */
static void
test_two_names_have_two_labels(void **state)
{
	char *texts[LEN(confusable)];
	const struct host *v;
	struct host h;
	struct sink s;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(confusable); i++) {
		h = (struct host)DOWN(confusable[i], STATE_REFUSED, "");
		v = &h;
		sink_open(&s);
		assert_int_equal(export_prometheus(s.out, &v, 1), 0);
		fclose(s.out);
		texts[i] = s.text;
	}
	all_differ(texts, LEN(texts));
}

/* It reads what is exported and prints what it finds wrong. */
static void
test_promtool_has_no_complaint(void **state)
{
	const struct host **v = pointers(odd, LEN(odd));
	char said[1024] = "";
	FILE *pipe, *out;
	char path[] = "/tmp/ruptime-test.XXXXXX", command[256];
	int fd;

	(void)state;
	if (system("command -v promtool >/dev/null 2>&1") != 0) {
		print_message("no promtool\n");
		skip();
	}
	fd = mkstemp(path);
	assert_true(fd >= 0);
	out = fdopen(fd, "w");
	assert_non_null(out);
	assert_int_equal(export_prometheus(out, v, LEN(odd)), 0);
	assert_int_equal(fclose(out), 0);
	free(v);
	snprintf(command, sizeof(command), "promtool check metrics <%s 2>&1",
	    path);
	pipe = popen(command, "r");
	assert_non_null(pipe);
	said[fread(said, 1, sizeof(said) - 1, pipe)] = '\0';
	assert_int_equal(pclose(pipe), 0);
	unlink(path);
	assert_string_equal(said, "");
}

static void
test_lost_output_is_told(void **state)
{
	const struct host *v = odd;
	FILE *out = full_stream();

	(void)state;
	errno = 0;
	assert_int_equal(export_prometheus(out, &v, 1), -1);
	assert_int_equal(errno, ENOSPC);
	fclose(out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_families),
		cmocka_unit_test(test_what_is_not_known_is_left_out),
		cmocka_unit_test(test_when_it_was_last_up),
		cmocka_unit_test(test_labels_are_escaped),
		cmocka_unit_test(test_two_names_have_two_labels),
		cmocka_unit_test(test_promtool_has_no_complaint),
		cmocka_unit_test(test_lost_output_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
