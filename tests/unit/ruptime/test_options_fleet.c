/* SPDX-License-Identifier: ISC */
/*
 * The command line of ruptime: what is of many hosts, which they are, what is
 * printed of them and how they are asked.
 */
#include "tests/unit/ruptime/options.h"

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
	char args[4 * ARGS_MAX] = "-fa";
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
	refuses_each("-o", bad, LEN(bad), "|a",
	    "table, raw, json, prometheus or nagios");
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
	takes("a|--color");
	takes("--color=never|never");
	refuses("--color|never|a",
	    "--color never: its value stands behind a =");
	refuses("a|--color|auto", "--color auto: its value stands behind a =");
}

static void
test_fanout_is_from_1_to_65536(void **state)
{
	static const char *const bad[] = { "", "0", "65537", "-1", "+1", " 1",
		"1k", "4294967297", "18446744073709551617" };

	(void)state;
	takes("-F|1|a");
	assert_int_equal(o.fanout, 1);
	takes("--fanout=65536|a");
	assert_int_equal(o.fanout, 65536);
	refuses_each("-F", bad, LEN(bad), "|a", "a number from 1 to 65536");
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
		"1.2.3", "1e3", "nan", "inf", "1000000.001", "1000001",
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
test_forget(void **state)
{
	(void)state;
	assert_int_equal(parse("a"), OPTIONS_ASK);
	assert_int_equal(o.forgotten_count, 0);
	assert_int_equal(parse("--forget=a,b[1-2]|--forget|c|-v"), OPTIONS_ASK);
	assert_int_equal(o.forgotten_count, 2);
	assert_string_equal(o.forgotten[0], "a,b[1-2]");
	assert_string_equal(o.forgotten[1], "c");
	assert_int_equal(parse("--forget=a|b"), OPTIONS_BAD);
	assert_string_equal(error,
	    "--forget asks nobody: its hosts stand behind the =");
	assert_int_equal(parse("--forget=a|-f|b"), OPTIONS_BAD);
	assert_int_equal(parse("--forget=a[1-9]|-x|a3"), OPTIONS_BAD);
	assert_string_equal(error,
	    "--forget asks nobody: its hosts stand behind the =");
}

static void
test_output_file(void **state)
{
	(void)state;
	assert_int_equal(parse("a"), OPTIONS_ASK);
	assert_null(o.output);
	assert_false(options_want_table(&o));
	assert_int_equal(parse("-O|x|a"), OPTIONS_ASK);
	assert_string_equal(o.output, "x");
	assert_true(options_want_table(&o));
	assert_int_equal(parse("--write=y|--output=json|-O|x"), OPTIONS_ASK);
	assert_string_equal(o.output, "x");
	assert_int_equal(o.format, FORMAT_JSON);
	assert_int_equal(parse("-O||a"), OPTIONS_BAD);
	assert_string_equal(error, "-O: the path is empty");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forget),
		cmocka_unit_test(test_output_file),
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
		cmocka_unit_test(test_any_number_of_hosts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
