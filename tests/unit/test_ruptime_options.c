/* SPDX-License-Identifier: ISC */
/*
 * The command line of ruptime: every option, short and long, its default and
 * limits, and the complaint about every other use. The services database is
 * the test's own.
 */
#include <arpa/inet.h>
#include <netdb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <cmocka.h>

#include "ruptime/options.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

enum { ARGS_MAX = 60 };

static bool service_is_known;
static struct options o;
static char error[OPTIONS_ERROR_MAX];

struct servent *
getservbyname(const char *name, const char *proto)
{
	static struct servent ours;

	ours.s_port = htons(4711);
	if (!service_is_known || strcmp(proto, "tcp") != 0)
		return NULL;
	return strcmp(name, "ruptime") == 0 ? &ours : NULL;
}

/* Arguments are separated by "|". */
static enum options_result
parse(const char *args)
{
	static char copy[8192], *argv[ARGS_MAX + 2];
	char *rest = copy;
	int argc = 1;

	options_free(&o);
	argv[0] = copy + sizeof(copy) - 1;
	assert_true(strlcpy(copy, args, sizeof(copy)) < sizeof(copy) - 1);
	while (args[0] != '\0' && rest != NULL && argc <= ARGS_MAX)
		argv[argc++] = strsep(&rest, "|");
	argv[argc] = NULL;
	return options_parse(&o, argc, argv, error);
}

static void
takes(const char *args)
{
	strcpy(error, "no error");
	if (parse(args) != OPTIONS_ASK)
		fail_msg("%s: %s", args, error);
}

static void
refuses(const char *args, const char *message)
{
	if (parse(args) != OPTIONS_BAD)
		fail_msg("%s is taken", args);
	if (strcmp(error, message) != 0)
		fail_msg("%s: %s", args, error);
}

static void
loads_are(const struct options_loads *loads, double one, double five,
    double fifteen)
{
	/* As they were read, to the last bit. */
	assert_true(loads->load[0] == one);
	assert_true(loads->load[1] == five);
	assert_true(loads->load[2] == fifteen);
}

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
	refuses("-h|-z", "-z: unknown option");
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
	char args[64], message[128];
	size_t i;

	(void)state;
	takes("-R|0|a");
	assert_int_equal(o.retries, 0);
	takes("--retries=1000|a");
	assert_int_equal(o.retries, 1000);
	takes("-R07|a");
	assert_int_equal(o.retries, 7);
	for (i = 0; i < LEN(bad); i++) {
		snprintf(args, sizeof(args), "-R|%s|a", bad[i]);
		snprintf(message, sizeof(message),
		    "-R %s: a number from 0 to 1000 is needed", bad[i]);
		refuses(args, message);
	}
}

static void
test_timeout_is_a_time_of_up_to_a_week(void **state)
{
	static const char *const bad[] = { "", "0", "0.0001", "-1",
		"604800.001", "1e9", "5s", "inf" };
	char args[64], message[128];
	size_t i;

	(void)state;
	takes("-T|0.001|a");
	assert_int_equal(o.timeout_ms, 1);
	takes("--timeout=604800|a");
	assert_int_equal(o.timeout_ms, 604800000);
	takes("-T|2.5|a");
	assert_int_equal(o.timeout_ms, 2500);
	for (i = 0; i < LEN(bad); i++) {
		snprintf(args, sizeof(args), "-T|%s|a", bad[i]);
		snprintf(message, sizeof(message),
		    "-T %s: a number of seconds from 0.001 to 604800 is needed",
		    bad[i]);
		refuses(args, message);
	}
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
	refuses("-z|-R|x", "-z: unknown option");
	refuses("-p|0|-p|1|a", "-p 0: a port is a number from 1 to 65535");
	refuses("-T|x",
	    "-T x: a number of seconds from 0.001 to 604800 is needed");
}

static void
test_unknown_options_are_named(void **state)
{
	(void)state;
	refuses("--nosuch", "--nosuch: unknown or ambiguous option");
	refuses("--nosuch=x", "--nosuch=x: unknown or ambiguous option");
	refuses("--ver", "--ver: unknown or ambiguous option");
	refuses("--help=1", "--help=1: this option takes no argument");
	refuses("--wait=yes", "--wait=yes: this option takes no argument");
	refuses("-z|a", "-z: unknown option");
	refuses("-vz|a", "-z: unknown option");
	refuses("-zv|a", "-z: unknown option");
	refuses("a|-zv", "-z: unknown option");
	refuses("--verbose|-zv|a", "-z: unknown option");
	refuses("--port=1|-v:w|a", "-:: unknown option");
	refuses("-?", "-?: unknown option");
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
test_any_number_of_hosts(void **state)
{
	(void)state;
	takes("");
	assert_int_equal(o.host_count, 0);
	assert_null(o.hosts[0]);
	takes("-v");
	assert_int_equal(o.host_count, 0);
	takes("a|-v|b|c[1-3]");
	assert_int_equal(o.host_count, 3);
	assert_string_equal(o.hosts[0], "a");
	assert_string_equal(o.hosts[1], "b");
	assert_string_equal(o.hosts[2], "c[1-3]");
}

static void
test_files_and_exclusions_add_up_in_order(void **state)
{
	(void)state;
	takes("-f|one|-ftwo|h|--file=-|--file|three");
	assert_int_equal(o.file_count, 4);
	assert_string_equal(o.files[0], "one");
	assert_string_equal(o.files[1], "two");
	assert_string_equal(o.files[2], "-");
	assert_string_equal(o.files[3], "three");
	assert_int_equal(o.excluded_count, 0);
	takes("-x|a,b|-xc|--exclude=d[1-2]");
	assert_int_equal(o.excluded_count, 3);
	assert_string_equal(o.excluded[0], "a,b");
	assert_string_equal(o.excluded[1], "c");
	assert_string_equal(o.excluded[2], "d[1-2]");
	assert_int_equal(o.file_count, 0);
	refuses("-f||a", "-f: the path is empty");
	refuses("-f|x|--file=|a", "-f: the path is empty");
}

static void
test_as_many_files_as_arguments(void **state)
{
	char args[256] = "-fa";
	int i;

	(void)state;
	for (i = 1; i < ARGS_MAX; i++)
		strlcat(args, i % 2 ? "|-xb" : "|-fa", sizeof(args));
	takes(args);
	assert_int_equal(o.file_count + o.excluded_count, ARGS_MAX);
	options_free(&o);
	assert_int_equal(o.file_count + o.excluded_count, 0);
}

static void
test_the_last_sort_letter_wins(void **state)
{
	static const struct {
		const char *args;
		enum options_sort sort;
	} cases[] = {
		{ "-l|a", SORT_LOAD },
		{ "--by-load|a", SORT_LOAD },
		{ "-t|a", SORT_UPTIME },
		{ "--by-uptime|a", SORT_UPTIME },
		{ "-u|a", SORT_USERS },
		{ "--by-users|a", SORT_USERS },
		{ "-ltu|a", SORT_USERS },
		{ "-utl|a", SORT_LOAD },
		{ "-l|-u|a|-t", SORT_UPTIME },
	};
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		takes(cases[i].args);
		assert_int_equal(o.sort, cases[i].sort);
		assert_true(o.sort_given);
	}
}

static void
test_formats_have_names(void **state)
{
	static const char *const bad[] = { "", "Json", "jso", "jsonx", "text",
		"up", "0", "xml" };
	char args[64], message[128];
	size_t i;

	(void)state;
	takes("-o|table|a");
	assert_int_equal(o.format, FORMAT_TABLE);
	takes("-oraw|a");
	assert_int_equal(o.format, FORMAT_RAW);
	takes("--output=json|a");
	assert_int_equal(o.format, FORMAT_JSON);
	takes("--output|prometheus|a");
	assert_int_equal(o.format, FORMAT_PROMETHEUS);
	takes("-o|nagios|a");
	assert_int_equal(o.format, FORMAT_NAGIOS);
	takes("-o|json|-o|raw|a");
	assert_int_equal(o.format, FORMAT_RAW);
	for (i = 0; i < LEN(bad); i++) {
		snprintf(args, sizeof(args), "-o|%s|a", bad[i]);
		snprintf(message, sizeof(message),
		    "-o %s: table, raw, json, prometheus or nagios is needed",
		    bad[i]);
		refuses(args, message);
	}
}

static void
test_names_only_of_one_kind(void **state)
{
	(void)state;
	takes("-U|a");
	assert_int_equal(o.format, FORMAT_UP_NAMES);
	takes("--up|a");
	assert_int_equal(o.format, FORMAT_UP_NAMES);
	takes("-D|a");
	assert_int_equal(o.format, FORMAT_DOWN_NAMES);
	takes("--down|-D|a");
	assert_int_equal(o.format, FORMAT_DOWN_NAMES);
	refuses("-UD|a", "-U and -D exclude each other");
	refuses("--down|--up|a", "-D and -U exclude each other");
	refuses("-U|-o|json|a", "-U and -o exclude each other");
	refuses("-o|table|a|-D", "-o and -D exclude each other");
}

static void
test_color(void **state)
{
	(void)state;
	takes("--color|a");
	assert_int_equal(o.color, COLOR_ALWAYS);
	assert_int_equal(o.host_count, 1);
	takes("--color=always|a");
	assert_int_equal(o.color, COLOR_ALWAYS);
	takes("--color=never|a");
	assert_int_equal(o.color, COLOR_NEVER);
	takes("--color=never|--color=auto|a");
	assert_int_equal(o.color, COLOR_AUTO);
	refuses("--color=yes|a",
	    "--color=yes: auto, always or never is needed");
	refuses("--color=|a", "--color=: auto, always or never is needed");
}

static void
test_fanout_is_from_1_to_65536(void **state)
{
	static const char *const bad[] = { "", "0", "65537", "-1", "+1", " 1",
		"1k", "4294967297", "18446744073709551617" };
	char args[64], message[128];
	size_t i;

	(void)state;
	takes("-F|1|a");
	assert_int_equal(o.fanout, 1);
	takes("--fanout=65536|a");
	assert_int_equal(o.fanout, 65536);
	for (i = 0; i < LEN(bad); i++) {
		snprintf(args, sizeof(args), "-F|%s|a", bad[i]);
		snprintf(message, sizeof(message),
		    "-F %s: a number from 1 to 65536 is needed", bad[i]);
		refuses(args, message);
	}
}

static void
test_loads_are_one_to_three(void **state)
{
	(void)state;
	takes("-o|nagios|-W|4,3,2|-C|8,6,4|a");
	loads_are(&o.warning, 4, 3, 2);
	loads_are(&o.critical, 8, 6, 4);
	/* Those left out are as the last. */
	takes("--warning=1.5|--output=nagios|a");
	loads_are(&o.warning, 1.5, 1.5, 1.5);
	loads_are(&o.critical, -1, -1, -1);
	takes("--critical=0.07,.25|-o|nagios|a");
	loads_are(&o.critical, 0.07, 0.25, 0.25);
	loads_are(&o.warning, -1, -1, -1);
	takes("-W0|-C1000000.000|-onagios|a");
	loads_are(&o.warning, 0, 0, 0);
	loads_are(&o.critical, 1000000, 1000000, 1000000);
}

static void
test_bad_loads_are_named(void **state)
{
	static const char *const bad[] = { "", ",", "1,", ",1", "1,,2",
		"1,2,3,", "1,2,3,4", "-1", "+1", " 1", "1 ", "1, 2", "1;2",
		"1.2345", "1e3", "nan", "inf", "1000000.001", "1000001",
		"00000000000000000000000000000000000001", "x", "1,x", "." };
	static const char options[] = { 'W', 'C' };
	char args[128], message[256];
	size_t i;

	(void)state;
	for (i = 0; i < LEN(bad) * LEN(options); i++) {
		snprintf(args, sizeof(args), "-o|nagios|-%c|%s|a",
		    options[i % 2], bad[i / 2]);
		snprintf(message, sizeof(message),
		    "-%c %s: one to three loads from 0 to 1000000 are needed",
		    options[i % 2], bad[i / 2]);
		refuses(args, message);
	}
}

static void
test_loads_are_of_nagios_only(void **state)
{
	(void)state;
	refuses("-W|1|a", "-W is of use with -o nagios only");
	refuses("-C|1|a", "-C is of use with -o nagios only");
	refuses("-C|1|-o|json|a", "-C is of use with -o nagios only");
	refuses("-W|0|-U|a", "-W is of use with -o nagios only");
	takes("-W|1|-o|json|-o|nagios|a");
}

static void
test_a_warning_comes_first(void **state)
{
	static const char message[] = "-W is above -C: a warning comes first";

	(void)state;
	takes("-W|4,3,2|-C|4,3,2|-o|nagios|a");
	refuses("-W|4.001|-C|4|-o|nagios|a", message);
	refuses("-C|8,6,4|-W|4,7,2|-o|nagios|a", message);
	refuses("-C|8,6,4|-W|5|-o|nagios|a", message);
}

static void
test_a_command_connects_by_itself(void **state)
{
	(void)state;
	takes("-e|ssh %h uptime|a");
	assert_string_equal(o.command, "ssh %h uptime");
	takes("--command=one|-etwo|-p|22|-R|1|a");
	assert_string_equal(o.command, "two");
	refuses("-e|x|-4|a", "-4 is of no use with -e: the command connects");
	refuses("-6|-e|x|a", "-6 is of no use with -e: the command connects");
}

static void
test_what_asks_for_a_table(void **state)
{
	static const char *const table[] = { "-D", "-f|x", "-l", "-o|table",
		"-o|raw", "-o|nagios", "-r", "-t", "-U", "-u" };
	static const char *const stream[] = { "", "-a", "-4", "-6", "-v", "-w",
		"-F|2", "-p|1", "-R|1", "-T|1", "-x|b", "-e|x", "--color" };
	char args[64];
	size_t i;

	(void)state;
	for (i = 0; i < LEN(table); i++) {
		snprintf(args, sizeof(args), "a|%s", table[i]);
		takes(args);
		assert_true(options_want_table(&o));
	}
	for (i = 0; i < LEN(stream); i++) {
		snprintf(args, sizeof(args), "%s%sa", stream[i],
		    stream[i][0] == '\0' ? "" : "|");
		takes(args);
		assert_false(options_want_table(&o));
	}
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
		cmocka_unit_test(test_any_number_of_hosts),
		cmocka_unit_test(test_files_and_exclusions_add_up_in_order),
		cmocka_unit_test(test_as_many_files_as_arguments),
		cmocka_unit_test(test_the_last_sort_letter_wins),
		cmocka_unit_test(test_formats_have_names),
		cmocka_unit_test(test_names_only_of_one_kind),
		cmocka_unit_test(test_color),
		cmocka_unit_test(test_fanout_is_from_1_to_65536),
		cmocka_unit_test(test_loads_are_one_to_three),
		cmocka_unit_test(test_bad_loads_are_named),
		cmocka_unit_test(test_loads_are_of_nagios_only),
		cmocka_unit_test(test_a_warning_comes_first),
		cmocka_unit_test(test_a_command_connects_by_itself),
		cmocka_unit_test(test_what_asks_for_a_table),
		cmocka_unit_test(test_a_long_error_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
