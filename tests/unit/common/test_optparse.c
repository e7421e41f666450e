/* SPDX-License-Identifier: ISC */
/* What is said of options that are not there, or are not used so. */
#include <getopt.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "common/guess.h"
#include "common/optparse.h"

enum { LONG_ONLY = 256 + 'a', ARGS_MAX = 8 };

static const struct option options[] = {
	{ "by-load", no_argument, NULL, 'l' },
	{ "by-uptime", no_argument, NULL, 't' },
	{ "by-users", no_argument, NULL, 'u' },
	{ "help", no_argument, NULL, 'h' },
	{ "once", no_argument, NULL, LONG_ONLY },
	{ "tag", optional_argument, NULL, LONG_ONLY + 1 },
	{ "timeout", required_argument, NULL, 'T' },
	{ NULL, 0, NULL, 0 },
};

static const struct guess_habit habits[] = {
	{ "-b", "there is no batch" },
	{ "-t N", "-T is the limit" },
	{ "--json", "-o json prints that" },
	{ NULL, NULL },
};

static void
take(void *arg, int option, char *value)
{
}

/* The complaint about these words, "" for none; numbers are refused. */
static const char *
complaint(const char *words)
{
	static char error[OPTPARSE_ERROR_MAX];
	static char text[200], program[] = "program";
	char *argv[ARGS_MAX] = { program };
	struct optparse p = { .error = error, .take = take, .habits = habits };
	int argc = 1;
	char *word, *rest = text;

	error[0] = '\0';
	strlcpy(text, words, sizeof(text));
	while ((word = strsep(&rest, " ")) != NULL)
		argv[argc++] = word;
	optparse_walk(&p, argc, argv, ":46hltuT:", options);
	optparse_refuse_number(&p);
	return error;
}

static void
test_a_name_that_is_near_is_told(void **state)
{
	(void)state;
	assert_string_equal(complaint("--timout=5"),
	    "--timout=5: unknown option; did you mean --timeout? See --help");
	assert_string_equal(complaint("--by-usres"),
	    "--by-usres: unknown option; did you mean --by-users? See --help");
	/* Two are as near. */
	assert_string_equal(complaint("--by-usptme"),
	    "--by-usptme: unknown option; did you mean --by-uptime? See "
	    "--help");
	assert_string_equal(complaint("--nce"),
	    "--nce: unknown option; did you mean --once? See --help");
}

static void
test_what_is_not_near_is_not(void **state)
{
	(void)state;
	assert_string_equal(complaint("--nonsense"),
	    "--nonsense: unknown option; see --help");
	assert_string_equal(complaint("--x"),
	    "--x: unknown option; see --help");
	/* Two slips are one word, three another. */
	assert_string_equal(complaint("--tixxout"),
	    "--tixxout: unknown option; did you mean --timeout? See --help");
	assert_string_equal(complaint("--tixxxut"),
	    "--tixxxut: unknown option; see --help");
	assert_string_equal(complaint("-Z"), "-Z: unknown option; see --help");
	assert_string_equal(complaint("-lZt"),
	    "-Z: unknown option; see --help");
}

static void
test_what_is_ambiguous_is_listed(void **state)
{
	(void)state;
	assert_string_equal(complaint("--by"),
	    "--by: ambiguous option: --by-load, --by-uptime or --by-users");
	assert_string_equal(complaint("--by-u=1"),
	    "--by-u=1: ambiguous option: --by-uptime or --by-users");
	assert_string_equal(complaint("--by-l"), "");
}

static void
test_a_habit_comes_before_what_is_near(void **state)
{
	(void)state;
	assert_string_equal(complaint("--json"),
	    "--json: unknown option; -o json prints that; see --help");
	assert_string_equal(complaint("--json=x"),
	    "--json=x: unknown option; -o json prints that; see --help");
	assert_string_equal(complaint("-b"),
	    "-b: unknown option; there is no batch; see --help");
}

static void
test_a_value_that_is_not_taken_is_told(void **state)
{
	(void)state;
	assert_string_equal(complaint("--by-load=1"),
	    "--by-load=1: this option takes no argument");
	assert_string_equal(complaint("--once=1"),
	    "--once=1: this option takes no argument");
	assert_string_equal(complaint("--on=1"),
	    "--on=1: this option takes no argument");
	assert_string_equal(complaint("--tag=1"), "");
	assert_string_equal(complaint("--once"), "");
}

/* What can be options, or is the value of one, is no number. */
static void
test_a_number_in_one_word_with_a_flag_is_told(void **state)
{
	(void)state;
	assert_string_equal(complaint("-t5"),
	    "-t 5: this option takes no value; -T is the limit");
	assert_string_equal(complaint("-lt0.5 a"),
	    "-t 0.5: this option takes no value; -T is the limit");
	assert_string_equal(complaint("-l5s -t 7"),
	    "-l 5s: this option takes no value");
	assert_string_equal(complaint("-t a -l5s"),
	    "-l 5s: this option takes no value");
	assert_string_equal(complaint("-t 7 -l5s"),
	    "-l 5s: this option takes no value");
	assert_string_equal(complaint("-lll5"),
	    "-l 5: this option takes no value");
	assert_string_equal(complaint("-t55"),
	    "-t 55: this option takes no value; -T is the limit");
	assert_string_equal(complaint("-l4"), "");
	assert_string_equal(complaint("-l46"), "");
	assert_string_equal(complaint("-l -Tl5"), "");
	assert_string_equal(complaint("--by-load -Tl5"), "");
	assert_string_equal(complaint("-l -- -l5"), "");
	assert_string_equal(complaint("-45"), "-5: unknown option; see --help");
	assert_string_equal(complaint("-5"), "-5: unknown option; see --help");
}

static void
test_a_number_behind_a_flag_is_told(void **state)
{
	(void)state;
	assert_string_equal(complaint("-t 5"),
	    "-t 5: this option takes no value; -T is the limit");
	assert_string_equal(complaint("-lt 0.5"),
	    "-t 0.5: this option takes no value; -T is the limit");
	assert_string_equal(complaint("--by-uptime 5s"),
	    "--by-uptime 5s: this option takes no value; -T is the limit");
	assert_string_equal(complaint("-l 5"),
	    "-l 5: this option takes no value");
	assert_string_equal(complaint("--tag 5"),
	    "--tag 5: its value stands behind a =");
	assert_string_equal(complaint("-T 5"), "");
	assert_string_equal(complaint("-T 5 7"), "");
	assert_string_equal(complaint("-t node5"), "");
	assert_string_equal(complaint("-t 192.0.2.1/24"), "");
	assert_string_equal(complaint("-t 5 -l 6"),
	    "-t 5: this option takes no value; -T is the limit");
}

/* An address is a host. */
static void
test_an_address_behind_a_flag_is_none(void **state)
{
	(void)state;
	assert_string_equal(complaint("-t 192.0.2.1"), "");
}

static void
test_a_long_option_has_two_dashes(void **state)
{
	(void)state;
	assert_string_equal(complaint("-timeout=5"),
	    "-timeout=5: a long option has two dashes: --timeout=5");
	assert_string_equal(complaint("-- -timeout=5"), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_name_that_is_near_is_told),
		cmocka_unit_test(test_what_is_not_near_is_not),
		cmocka_unit_test(test_what_is_ambiguous_is_listed),
		cmocka_unit_test(test_a_habit_comes_before_what_is_near),
		cmocka_unit_test(test_a_value_that_is_not_taken_is_told),
		cmocka_unit_test(test_a_number_in_one_word_with_a_flag_is_told),
		cmocka_unit_test(test_a_number_behind_a_flag_is_told),
		cmocka_unit_test(test_an_address_behind_a_flag_is_none),
		cmocka_unit_test(test_a_long_option_has_two_dashes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
