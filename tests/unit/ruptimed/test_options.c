/* SPDX-License-Identifier: ISC */
/*
 * The command line of ruptimed: every option but those of addresses and paths,
 * short and long, its default and limits, and the complaint about every other
 * use.
 */
#include "tests/unit/ruptimed/options.h"

static bool
allows(const char *ipv6)
{
	uint8_t addr[16];

	assert_int_equal(inet_pton(AF_INET6, ipv6, addr), 1);
	return acl_allows(&o.acl, addr);
}

static void
test_the_defaults(void **state)
{
	(void)state;
	service_is_known = false;
	takes("");
	assert_int_equal(o.family, AF_UNSPEC);
	assert_false(o.foreground || o.inetd || o.verbose || o.addresses_given);
	assert_true(o.port_fallback);
	assert_int_equal(o.max_age_ms, 1000);
	assert_int_equal(o.timeout_ms, 5000);
	assert_int_equal(o.max_clients, 4096);
	assert_string_equal(o.command, "uptime");
	assert_null(o.user);
	assert_null(o.pidfile);
	assert_true(allows("::1") && allows("::ffff:127.0.0.1"));
	assert_false(allows("2001:db8::1") || allows("::ffff:192.0.2.1"));
	assert_int_equal(o.addresses.count, 2);
	listens("-4", "0.0.0.0:4000");
	listens("-6", "[::]:4000");
	service_is_known = true;
	listens("-4", "0.0.0.0:4711");
	assert_false(o.port_fallback);
}

static void
test_flags_have_short_and_long_names(void **state)
{
	(void)state;
	takes("-f");
	assert_true(o.foreground && !o.inetd && !o.verbose);
	takes("--foreground");
	assert_true(o.foreground);
	takes("-i");
	assert_true(o.inetd && !o.foreground);
	takes("--inetd");
	assert_true(o.inetd);
	takes("-v");
	assert_true(o.verbose && !o.foreground);
	takes("--verbose");
	assert_true(o.verbose);
	takes("--verb|--fore");
	assert_true(o.verbose && o.foreground);
	takes("-fv6");
	assert_true(o.verbose && o.foreground && o.family == AF_INET6);
}

static void
test_families_add_up(void **state)
{
	(void)state;
	takes("-4");
	assert_int_equal(o.family, AF_INET);
	takes("--ipv4");
	assert_int_equal(o.family, AF_INET);
	takes("-6");
	assert_int_equal(o.family, AF_INET6);
	takes("--ipv6");
	assert_int_equal(o.family, AF_INET6);
	takes("-46");
	assert_int_equal(o.family, AF_UNSPEC);
	assert_int_equal(o.addresses.count, 2);
}

static void
test_help_and_version(void **state)
{
	(void)state;
	assert_int_equal(parse("-h"), OPTIONS_HELP);
	assert_int_equal(parse("--help"), OPTIONS_HELP);
	assert_int_equal(parse("-V"), OPTIONS_VERSION);
	assert_int_equal(parse("--version"), OPTIONS_VERSION);
	assert_int_equal(parse("-f|-h|-v"), OPTIONS_HELP);
	/* What they print does not depend on names of hosts. */
	assert_int_equal(parse("-h|-l|nosuch.invalid"), OPTIONS_HELP);
	refuses("-h|-z", "-z: unknown option; see --help");
	refuses("-V|x", "x: ruptimed takes no operands");
}

static void
test_max_age_is_a_time_of_up_to_a_day(void **state)
{
	(void)state;
	takes("-a|0");
	assert_int_equal(o.max_age_ms, 0);
	takes("-a0.25");
	assert_int_equal(o.max_age_ms, 250);
	takes("--max-age=86400");
	assert_int_equal(o.max_age_ms, 86400000);
	takes("-a|1|-a|2");
	assert_int_equal(o.max_age_ms, 2000);
	refuses("-a|86400.001",
	    "-a 86400.001: a number of seconds from 0 to 86400 is needed");
	refuses("-a|1e3",
	    "-a 1e3: a number of seconds from 0 to 86400 is "
	    "needed");
	refuses("-a|", "-a : a number of seconds from 0 to 86400 is needed");
}

static void
test_timeout_is_a_time_of_up_to_an_hour(void **state)
{
	(void)state;
	takes("-t|0.001");
	assert_int_equal(o.timeout_ms, 1);
	takes("--timeout|3600");
	assert_int_equal(o.timeout_ms, 3600000);
	refuses("-t|0",
	    "-t 0: a number of seconds from 0.001 to 3600 is needed");
	refuses("-t|3600.001",
	    "-t 3600.001: a number of seconds from 0.001 to 3600 is needed");
	refuses("-t|-1",
	    "-t -1: a number of seconds from 0.001 to 3600 is needed");
}

static void
test_idle_exit_is_a_time_of_up_to_a_day(void **state)
{
	(void)state;
	takes("");
	assert_int_equal(o.idle_exit_ms, 0);
	takes("--idle-exit=0.001");
	assert_int_equal(o.idle_exit_ms, 1);
	takes("--idle|86400");
	assert_int_equal(o.idle_exit_ms, 86400000);
	takes("--idle-exit=60|--idle-exit=0");
	assert_int_equal(o.idle_exit_ms, 0);
	refuses("--idle-exit=86400.001",
	    "--idle-exit 86400.001: a number of seconds from 0 to 86400 is "
	    "needed");
	refuses("--idle-exit=",
	    "--idle-exit : a number of seconds from 0 to 86400 is needed");
	refuses("--idle-exit", "--idle-exit: this option needs an argument");
}

static void
test_clients_are_counted_to_a_million(void **state)
{
	static const char *const bad[] = { "", "0", "-1", "+1", " 1", "1 ",
		"1x", "1e3", "0x10", "1000001", "4294967297",
		"18446744073709551617", "99999999999999999999999" };

	(void)state;
	takes("-m|1");
	assert_int_equal(o.max_clients, 1);
	takes("--max-clients=1000000");
	assert_int_equal(o.max_clients, 1000000);
	takes("-m|007");
	assert_int_equal(o.max_clients, 7);
	refuses_each("-m", bad, LEN(bad), "", "a number from 1 to 1000000");
}

static void
test_command_and_user_are_not_empty(void **state)
{
	(void)state;
	takes("-c|uptime -p");
	assert_string_equal(o.command, "uptime -p");
	takes("--command=cat /proc/uptime");
	assert_string_equal(o.command, "cat /proc/uptime");
	refuses("-c|", "-c: the command is empty");
	refuses("-c| \t\n", "-c: the command is empty");
	takes("-u|nobody");
	assert_string_equal(o.user, "nobody");
	takes("--user=ruptime");
	assert_string_equal(o.user, "ruptime");
	refuses("-u|", "-u: the user is empty");
}

static void
test_allow_takes_networks(void **state)
{
	(void)state;
	takes("-A|192.0.2.0/24|--allow=2001:db8::/32");
	assert_true(allows("::ffff:192.0.2.255") && allows("2001:db8::1"));
	assert_false(allows("::ffff:192.0.3.0") || allows("2001:db9::"));
	/* What is given takes the place of the default. */
	assert_false(allows("::1") || allows("::ffff:127.0.0.1"));
	takes("-A|any");
	assert_true(allows("::ffff:192.0.2.1") && allows("2001:db8::1"));
	takes("-A|192.0.2.1|-A|any|-A|::1");
	assert_true(allows("::ffff:192.0.2.2") && allows("2001:db8::1"));
	takes("-A|192.0.2.1|-A|local");
	assert_true(allows("::ffff:192.0.2.1") && allows("fe80::1"));
	assert_false(allows("::ffff:192.0.2.2") || allows("2001:db8::1"));
	takes("-A|0.0.0.0/0");
	assert_true(allows("::ffff:192.0.2.1"));
	assert_false(allows("2001:db8::1"));
	takes("-A|::/0");
	assert_true(allows("2001:db8::1"));
	assert_false(allows("::ffff:192.0.2.1"));
	takes("-A|::ffff:192.0.2.0/120");
	assert_true(allows("::ffff:192.0.2.1"));
}

static void
test_allow_refuses_what_may_be_a_slip(void **state)
{
	(void)state;
	refuses("-A|", "-A : not an address or network");
	refuses("-A|-f", "-A -f: not an address or network");
	refuses("-A|Any",
	    "-A Any: not an address or network; any is everybody");
	refuses("-A|localhost",
	    "-A localhost: not an address or network; this machine is "
	    "127.0.0.1 and ::1");
	refuses("-A|10.0.0.0/33",
	    "-A 10.0.0.0/33: the prefix is a number from 0 to 32");
	refuses("-A|10.1.2.3/8",
	    "-A 10.1.2.3/8: the address has bits beyond the prefix; the "
	    "network is 10.0.0.0/8");
	refuses("-A|2001:db8::1/32",
	    "-A 2001:db8::1/32: the address has bits beyond the prefix; the "
	    "network is 2001:db8::/32");
	refuses("-A|::ffff:10.1.2.3/104",
	    "-A ::ffff:10.1.2.3/104: the address has bits beyond the prefix; "
	    "the network is ::ffff:10.0.0.0/104");
}

static void
test_allow_has_a_limit(void **state)
{
	char args[8192] = "-A|10.0.0.1";
	int i;

	(void)state;
	for (i = 1; i < ACL_MAX; i++)
		strcat(args, "|-A|10.0.0.1");
	takes(args);
	strcat(args, "|-A|10.0.0.2");
	refuses(args, "-A 10.0.0.2: more than 256 networks");
}

/* Those of "local" are eight: none of them is dropped unsaid. */
static void
test_allow_local_has_a_limit(void **state)
{
	char args[8192] = "-A|192.0.2.1";
	int i;

	(void)state;
	for (i = 1; i < ACL_MAX - 8; i++)
		strcat(args, "|-A|192.0.2.1");
	strcat(args, "|-A|local");
	takes(args);
	assert_true(allows("::ffff:127.0.0.1") && allows("fc00::1"));
	memcpy(args + strlen(args) - strlen("-A|local"), "-A|::1|-A|local",
	    sizeof("-A|::1|-A|local"));
	refuses(args, "-A local: more than 256 networks");
}

static void
test_port_is_a_number_or_a_service(void **state)
{
	(void)state;
	service_is_known = true;
	listens("-4|-p|80", "0.0.0.0:80");
	listens("-4|-p|0", "0.0.0.0:0");
	listens("-4|--port=65535", "0.0.0.0:65535");
	assert_true(o.addresses_given);
	listens("-4|-p|ruptime", "0.0.0.0:4711");
	listens("-4|-p|1|-p|2", "0.0.0.0:2");
	service_is_known = false;
	takes("-p|4000");
	assert_false(o.port_fallback);
	refuses("-p|ruptime",
	    "-p ruptime: neither a number nor in the services database");
	refuses("-p|65536", "-p 65536: a port is a number from 0 to 65535");
	refuses("-p|", "-p : neither a number nor in the services database");
	refuses("-p|-1",
	    "-p -1: neither a number nor in the services database");
}

static void
test_the_first_error_is_kept(void **state)
{
	(void)state;
	refuses("-m|0|-t|0|-z|x", "-m 0: a number from 1 to 1000000 is needed");
	refuses("-z|-m|0", "-z: unknown option; see --help");
	refuses("-l|::x|-l|::y", "-l ::x: not an IPv6 address");
	refuses("-u||-i|-p|1", "-u: the user is empty");
	/* The caller has to know of -i wherever it stands. */
	refuses("-z|-i", "-z: unknown option; see --help");
	assert_true(o.inetd);
	refuses("-z", "-z: unknown option; see --help");
	assert_false(o.inetd);
}

static void
test_unknown_options_are_named(void **state)
{
	(void)state;
	refuses("--nosuch", "--nosuch: unknown option; see --help");
	refuses("--nosuch=x", "--nosuch=x: unknown option; see --help");
	refuses("--ver", "--ver: ambiguous option: --version or --verbose");
	refuses("--help=1", "--help=1: this option takes no argument");
	refuses("--foreground=yes",
	    "--foreground=yes: this option takes no argument");
	refuses("-z", "-z: unknown option; see --help");
	refuses("-fz", "-z: unknown option; see --help");
	refuses("-zf", "-z: unknown option; see --help");
	refuses("-f|-zf", "-z: unknown option; see --help");
	refuses("--verbose|-zf", "-z: unknown option; see --help");
	refuses("--port=1|-f:v", "-:: unknown option; see --help");
	refuses("-?", "-?: unknown option; see --help");
}

static void
test_missing_arguments_are_named(void **state)
{
	static const char *const texts[] = { "-A", "-a", "-c", "-l", "-m", "-P",
		"-p", "-t", "-u", "-fA", "--allow", "--max-age", "--command",
		"--listen", "--max-clients", "--pidfile", "--port", "--timeout",
		"--user" };
	char message[128];
	size_t i;

	(void)state;
	for (i = 0; i < LEN(texts); i++) {
		snprintf(message, sizeof(message),
		    "%s: this option needs an argument", texts[i]);
		refuses(texts[i], message);
	}
	refuses("--verbose|-m", "-m: this option needs an argument");
}

static void
test_there_are_no_operands(void **state)
{
	(void)state;
	refuses("x", "x: ruptimed takes no operands");
	refuses("|", ": ruptimed takes no operands");
	refuses("-f|x|-v", "x: ruptimed takes no operands");
	refuses("--|-f", "-f: ruptimed takes no operands");
	refuses("-", "-: ruptimed takes no operands");
	takes("-f|--");
}

static void
test_a_long_error_is_cut(void **state)
{
	char args[1000] = "-c||-p|", text[900];

	(void)state;
	refuses(args, "-c: the command is empty");
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
		cmocka_unit_test(test_families_add_up),
		cmocka_unit_test(test_help_and_version),
		cmocka_unit_test(test_max_age_is_a_time_of_up_to_a_day),
		cmocka_unit_test(test_timeout_is_a_time_of_up_to_an_hour),
		cmocka_unit_test(test_idle_exit_is_a_time_of_up_to_a_day),
		cmocka_unit_test(test_clients_are_counted_to_a_million),
		cmocka_unit_test(test_command_and_user_are_not_empty),
		cmocka_unit_test(test_allow_takes_networks),
		cmocka_unit_test(test_allow_refuses_what_may_be_a_slip),
		cmocka_unit_test(test_allow_has_a_limit),
		cmocka_unit_test(test_allow_local_has_a_limit),
		cmocka_unit_test(test_port_is_a_number_or_a_service),
		cmocka_unit_test(test_the_first_error_is_kept),
		cmocka_unit_test(test_unknown_options_are_named),
		cmocka_unit_test(test_missing_arguments_are_named),
		cmocka_unit_test(test_there_are_no_operands),
		cmocka_unit_test(test_a_long_error_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
