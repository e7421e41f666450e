/* SPDX-License-Identifier: ISC */
/*
 * The command line of ruptime: what concerns one host too, every option, short
 * and long, its default and limits, and the complaint about every other use.
 */
#include "tests/unit/ruptime/options.h"

static void
test_the_defaults(void **state)
{
	(void)state;
	service_is_known = false;
	takes("alpha");
	assert_int_equal(o.family, AF_UNSPEC);
	assert_false(o.verbose || o.wait);
	assert_int_equal(o.retries, 3);
	assert_int_equal(o.timeout_ms, 5000);
	assert_int_equal(o.port, 4000);
	assert_int_equal(o.fanout, 1024);
	assert_null(o.command);
	assert_int_equal(o.format, FORMAT_TEXT);
	assert_int_equal(o.sort, SORT_NAME);
	assert_false(o.sort_given || o.reverse);
	assert_int_equal(o.color, COLOR_AUTO);
	loads_are(&o.warning, -1, -1, -1);
	loads_are(&o.critical, -1, -1, -1);
	assert_int_equal(o.file_count, 0);
	assert_int_equal(o.excluded_count, 0);
	assert_int_equal(o.host_count, 1);
	assert_string_equal(o.hosts[0], "alpha");
	service_is_known = true;
	takes("alpha");
	assert_int_equal(o.port, 4711);
}

/* One who is waited for keeps the place of those behind him. */
static void
test_how_many_at_once_with_wait(void **state)
{
	(void)state;
	takes("-w|a");
	assert_int_equal(o.fanout, 65536);
	takes("-w|-F|7|a");
	assert_int_equal(o.fanout, 7);
	takes("-w|-e|cat|a");
	assert_int_equal(o.fanout, 32);
}

static void
test_flags_have_short_and_long_names(void **state)
{
	(void)state;
	takes("-v|a");
	assert_true(o.verbose && !o.wait);
	takes("--verbose|a");
	assert_true(o.verbose);
	takes("-w|a");
	assert_true(o.wait && !o.verbose);
	takes("--wait|a");
	assert_true(o.wait);
	takes("-vw6|a");
	assert_true(o.verbose && o.wait && o.family == AF_INET6);
	takes("-r|a");
	assert_true(o.reverse && !o.sort_given);
	takes("--reverse|a");
	assert_true(o.reverse);
	/* Also behind the host. */
	takes("a|-v");
	assert_true(o.verbose);
	assert_string_equal(o.hosts[0], "a");
}

static void
test_all_changes_nothing(void **state)
{
	(void)state;
	takes("-a|--all|a");
	assert_int_equal(o.format, FORMAT_TEXT);
	assert_false(o.sort_given || o.reverse || o.verbose || o.wait);
}

static void
test_families_add_up(void **state)
{
	(void)state;
	takes("-4|a");
	assert_int_equal(o.family, AF_INET);
	takes("--ipv4|a");
	assert_int_equal(o.family, AF_INET);
	takes("-6|a");
	assert_int_equal(o.family, AF_INET6);
	takes("--ipv6|a");
	assert_int_equal(o.family, AF_INET6);
	takes("-64|a");
	assert_int_equal(o.family, AF_UNSPEC);
}

static void
test_help_and_version(void **state)
{
	(void)state;
	assert_int_equal(parse("-h"), OPTIONS_HELP);
	assert_int_equal(parse("--help"), OPTIONS_HELP);
	assert_int_equal(parse("-V"), OPTIONS_VERSION);
	assert_int_equal(parse("--version"), OPTIONS_VERSION);
	assert_int_equal(parse("a|-h|b"), OPTIONS_HELP);
	refuses("-h|-z", "-z: unknown option; see --help");
}

static void
test_port_is_a_number_or_a_service(void **state)
{
	(void)state;
	service_is_known = true;
	takes("-p|80|a");
	assert_int_equal(o.port, 80);
	takes("--port=65535|a");
	assert_int_equal(o.port, 65535);
	takes("-p1|a");
	assert_int_equal(o.port, 1);
	takes("-p|1|-p|2|a");
	assert_int_equal(o.port, 2);
	takes("-p|ruptime|a");
	assert_int_equal(o.port, 4711);
	service_is_known = false;
	refuses("-p|ruptime|a",
	    "-p ruptime: neither a number nor in the services database");
	refuses("-p|0|a", "-p 0: a port is a number from 1 to 65535");
	refuses("-p|65536|a", "-p 65536: a port is a number from 1 to 65535");
	refuses("-p||a", "-p : neither a number nor in the services database");
}

static void
test_retries_are_counted_to_a_thousand(void **state)
{
	static const char *const bad[] = { "", "-1", "+1", " 1", "1 ", "1x",
		"1e3", "1001", "4294967296", "18446744073709551616" };

	(void)state;
	takes("-R|0|a");
	assert_int_equal(o.retries, 0);
	takes("--retries=1000|a");
	assert_int_equal(o.retries, 1000);
	takes("-R07|a");
	assert_int_equal(o.retries, 7);
	refuses_each("-R", bad, LEN(bad), "|a", "a number from 0 to 1000");
}

static void
test_timeout_is_a_time_of_up_to_a_week(void **state)
{
	static const char *const bad[] = { "", "0", "0.000", "-1", "604800.001",
		"1e9", "5s", "inf" };

	(void)state;
	takes("-T|0.001|a");
	assert_int_equal(o.timeout_ms, 1);
	takes("--timeout=604800|a");
	assert_int_equal(o.timeout_ms, 604800000);
	takes("-T|2.5|a");
	assert_int_equal(o.timeout_ms, 2500);
	refuses_each("-T", bad, LEN(bad), "|a",
	    "a number of seconds from 0.001 to 604800");
}

static void
test_waiting_has_no_timeout_but_one_that_is_given(void **state)
{
	(void)state;
	takes("-w|a");
	assert_int_equal(o.timeout_ms, 0);
	takes("-w|-T|5|a");
	assert_int_equal(o.timeout_ms, 5000);
	takes("-T|60|--wait|a");
	assert_int_equal(o.timeout_ms, 60000);
}

static void
test_the_first_error_is_kept(void **state)
{
	(void)state;
	refuses("-R|x|-T|x|-z|a", "-R x: a number from 0 to 1000 is needed");
	refuses("-z|-R|x", "-z: unknown option; see --help");
	refuses("-p|0|-p|1|a", "-p 0: a port is a number from 1 to 65535");
	refuses("-T|x",
	    "-T x: a number of seconds from 0.001 to 604800 is needed");
}

static void
test_unknown_options_are_named(void **state)
{
	(void)state;
	refuses("--nosuch", "--nosuch: unknown option; see --help");
	refuses("--nosuch=x", "--nosuch=x: unknown option; see --help");
	refuses("--ver", "--ver: ambiguous option: --version or --verbose");
	refuses("--help=1", "--help=1: this option takes no argument");
	refuses("--wait=yes", "--wait=yes: this option takes no argument");
	refuses("-z|a", "-z: unknown option; see --help");
	refuses("-vz|a", "-z: unknown option; see --help");
	refuses("-zv|a", "-z: unknown option; see --help");
	refuses("a|-zv", "-z: unknown option; see --help");
	refuses("--verbose|-zv|a", "-z: unknown option; see --help");
	refuses("--port=1|-v:w|a", "-:: unknown option; see --help");
	refuses("-?", "-?: unknown option; see --help");
}

static void
test_missing_arguments_are_named(void **state)
{
	static const char *const texts[] = { "-C", "-e", "-F", "-f", "-o", "-p",
		"-R", "-T", "-W", "-x", "-vp", "--critical", "--command",
		"--fanout", "--file", "--output", "--port", "--retries",
		"--timeout", "--warning", "--exclude" };
	char args[64], message[128];
	size_t i;

	(void)state;
	for (i = 0; i < LEN(texts); i++) {
		snprintf(args, sizeof(args), "a|%s", texts[i]);
		snprintf(message, sizeof(message),
		    "%s: this option needs an argument", texts[i]);
		refuses(args, message);
	}
}

static void
test_operands_are_kept_as_they_stand(void **state)
{
	(void)state;
	takes("--|-v");
	assert_false(o.verbose);
	assert_string_equal(o.hosts[0], "-v");
	takes("[::1]:4000");
	assert_string_equal(o.hosts[0], "[::1]:4000");
	takes("-");
	assert_string_equal(o.hosts[0], "-");
}

static void
test_a_long_error_is_cut(void **state)
{
	char args[1000], text[900];

	(void)state;
	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	snprintf(args, sizeof(args), "-p|%s", text);
	assert_int_equal(parse(args), OPTIONS_BAD);
	assert_int_equal(strlen(error), OPTIONS_ERROR_MAX - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_defaults),
		cmocka_unit_test(test_how_many_at_once_with_wait),
		cmocka_unit_test(test_flags_have_short_and_long_names),
		cmocka_unit_test(test_all_changes_nothing),
		cmocka_unit_test(test_families_add_up),
		cmocka_unit_test(test_help_and_version),
		cmocka_unit_test(test_port_is_a_number_or_a_service),
		cmocka_unit_test(test_retries_are_counted_to_a_thousand),
		cmocka_unit_test(test_timeout_is_a_time_of_up_to_a_week),
		cmocka_unit_test(
		    test_waiting_has_no_timeout_but_one_that_is_given),
		cmocka_unit_test(test_the_first_error_is_kept),
		cmocka_unit_test(test_unknown_options_are_named),
		cmocka_unit_test(test_missing_arguments_are_named),
		cmocka_unit_test(test_operands_are_kept_as_they_stand),
		cmocka_unit_test(test_a_long_error_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
