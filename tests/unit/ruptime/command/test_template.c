/* SPDX-License-Identifier: ISC */
/*
 * The command of -e: split into words as a shell would, once, and then filled
 * in; nothing that a host is called makes another word or another command.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/command/template.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

/* The words, each with a | behind it; free() it. */
static char *
join(char **argv)
{
	size_t i, size = 1;
	char *all;

	for (i = 0; argv[i] != NULL; i++)
		size += strlen(argv[i]) + 1;
	all = calloc(1, size);
	assert_non_null(all);
	for (i = 0; argv[i] != NULL; i++) {
		strlcat(all, argv[i], size);
		strlcat(all, "|", size);
	}
	return all;
}

static void
becomes(const char *text, const char *host, const char *port,
    const char *expected)
{
	char error[TEMPLATE_ERROR_MAX] = "", *all;
	struct template *t = template_new(text, error);
	char **argv;

	assert_string_equal(error, "");
	assert_non_null(t);
	argv = template_expand(t, host, port);
	assert_non_null(argv);
	all = join(argv);
	assert_string_equal(all, expected);
	free(all);
	free(argv);
	template_free(t);
}

static void
is_refused(const char *text, const char *expected)
{
	char error[TEMPLATE_ERROR_MAX] = "";

	assert_null(template_new(text, error));
	assert_string_equal(error, expected);
}

static void
test_words_are_a_shells(void **state)
{
	(void)state;
	setenv("TEMPLATE_TEST", "one two", 1);
	setenv("HOME", "/home/me", 1);
	becomes("uptime", "h", "1", "uptime|");
	becomes("  a\tb  ", "h", "1", "a|b|");
	becomes("a 'b  c' \"d e\" f\\ g \"\"", "h", "1", "a|b  c|d e|f g||");
	becomes("a '$(b)|;c' #d", "h", "1", "a|$(b)|;c|#d|");
	becomes("#a b#c \\#d '#e' \"#f\" \t# \\ #", "h", "1",
	    "#a|b#c|#d|#e|#f|#| #|");
	becomes("a ~/b \"$HOME\"", "h", "1", "a|/home/me/b|/home/me|");
	becomes("a $TEMPLATE_TEST \"$TEMPLATE_TEST\"", "h", "1",
	    "a|one|two|one two|");
	becomes("a /dev/nul[l] /dev/nothere*", "h", "1",
	    "a|/dev/null|/dev/nothere*|");
}

static void
test_host_and_port_are_put_in(void **state)
{
	(void)state;
	becomes("ssh %h uptime", "web1", "22", "ssh|web1|uptime|");
	becomes("nc '%h' \"%p\"", "::1", "4000", "nc|::1|4000|");
	becomes("%h", "web1", "22", "web1|");
	becomes("a -p%p me@%h:%p%h", "web1", "22", "a|-p22|me@web1:22web1|");
	becomes("a %% %%h %%%h 100%%", "web1", "22", "a|%|%h|%web1|100%|");
	becomes("a %h:%p", "/run/socket", "", "a|/run/socket:|");
	becomes("a %p", "web1", "", "a||");
	becomes("a %'h' %\"h\" \\%h", "web1", "22", "a|web1|web1|web1|");
}

static void
test_what_is_put_in_is_not_looked_at_again(void **state)
{
	(void)state;
	becomes("a %h b", "fe80::1%h", "%p", "a|fe80::1%h|b|");
	becomes("a %h%p", "%", "h", "a|%h|");
	becomes("a %h", "x $(y) 'z' $HOME ; * ~", "1",
	    "a|x $(y) 'z' $HOME ; * ~|");
	becomes("a %h", "", "1", "a||");
}

static void
test_long_words_fit(void **state)
{
	static char text[20001], host[1001], expected[10000 * 1000 + 2];

	(void)state;
	memset(host, 'x', 1000);
	while (strlen(text) < 20000)
		memcpy(text + strlen(text), "%h", 2);
	memset(expected, 'x', sizeof(expected) - 2);
	expected[sizeof(expected) - 2] = '|';
	becomes(text, host, "1", expected);
}

static void
test_one_template_serves_many_hosts(void **state)
{
	char error[TEMPLATE_ERROR_MAX], host[20], **argv;
	struct template *t = template_new("ssh %h", error);
	int i;

	(void)state;
	assert_non_null(t);
	for (i = 0; i < 1000; i++) {
		snprintf(host, sizeof(host), "host%d", i);
		argv = template_expand(t, host, "1");
		assert_string_equal(argv[0], "ssh");
		assert_string_equal(argv[1], host);
		assert_null(argv[2]);
		free(argv);
	}
	template_free(t);
	template_free(NULL);
}

static void
test_no_command_is_refused(void **state)
{
	(void)state;
	is_refused("", "there is no command");
	is_refused(" \t ", "there is no command");
	is_refused("''", "there is no command");
	is_refused("\"\" x", "there is no command");
}

static void
test_other_percents_are_refused(void **state)
{
	static const char why[] = " is none of %h (the host), %p (its port) "
				  "and %% (a %)";
	static const struct {
		const char *text, *where;
	} bad[] = {
		{ "a %x", "word 2, character 1: %x" },
		{ "a b%", "word 2, character 2: %" },
		{ "%", "word 1, character 1: %" },
		{ "a '%h%% %'", "word 2, character 6: %" },
		{ "a %h%%%", "word 2, character 5: %" },
		{ "a %h %%%H", "word 3, character 3: %H" },
		{ "a '% h'", "word 2, character 1: % " },
		{ "date +%s", "word 2, character 2: %s" },
	};
	char expected[TEMPLATE_ERROR_MAX];
	size_t i;

	(void)state;
	for (i = 0; i < LEN(bad); i++) {
		snprintf(expected, sizeof(expected), "%s%s", bad[i].where, why);
		is_refused(bad[i].text, expected);
	}
}

static void
test_operators_are_refused(void **state)
{
	static const char *const bad[] = { "a|b", "a & b", "a;b", "a <b", "a>b",
		"(a)", "a {b}", "a\nb" };
	size_t i;

	(void)state;
	for (i = 0; i < LEN(bad); i++)
		is_refused(bad[i],
		    "a newline or one of |&;<>(){} outside quotes; "
		    "for a pipeline use sh -c '...'");
}

static void
test_substitutions_are_refused(void **state)
{
	static const char *const bad[] = { "a $(b)", "a `b`", "a \"$(b)\"" };
	size_t i;

	(void)state;
	for (i = 0; i < LEN(bad); i++)
		is_refused(bad[i],
		    "it has a command substitution, which is not done");
	unsetenv("TEMPLATE_TEST");
	is_refused("a $TEMPLATE_TEST", "a variable in it is not set");
	is_refused("a \"${TEMPLATE_TEST}\"", "a variable in it is not set");
	is_refused("a ${TEMPLATE_TEST:-b}", "a variable in it is not set");
	is_refused("a ${#TEMPLATE_TEST}", "a variable in it is not set");
	is_refused("a $1", "a variable in it is not set");
	is_refused("a ${1}", "a variable in it is not set");
	is_refused("a ${#1}", "a variable in it is not set");
	is_refused("a \"'$TEMPLATE_TEST'\"", "a variable in it is not set");
	is_refused("a \\\\$TEMPLATE_TEST", "a variable in it is not set");
	becomes("a '$TEMPLATE_TEST' \\$TEMPLATE_TEST \"\\$TEMPLATE_TEST\" $ $.",
	    "h", "1", "a|$TEMPLATE_TEST|$TEMPLATE_TEST|$TEMPLATE_TEST|$|$.|");
}

static void
test_open_quotes_are_refused(void **state)
{
	static const char *const bad[] = { "a 'b", "a \"b", "a ${b", "a \\" };
	size_t i;

	(void)state;
	for (i = 0; i < LEN(bad); i++)
		is_refused(bad[i],
		    "a quote, a bracket or a backslash has no end");
}

static void
has_port(const char *text, bool expected)
{
	char error[TEMPLATE_ERROR_MAX] = "";
	struct template *t = template_new(text, error);

	assert_non_null(t);
	assert_int_equal(template_has_port(t), expected);
	template_free(t);
}

static void
test_whether_a_port_is_asked(void **state)
{
	(void)state;
	has_port("ssh %h uptime", false);
	has_port("ssh -p %p %h uptime", true);
	has_port("ssh %h -p%p", true);
	has_port("sh -c 'nc %h %p'", true);
	has_port("%h %%p", false);
	has_port("%h%%%p", true);
}

static void
test_a_parents_separators_do_not_count(void **state)
{
	(void)state;
	setenv("IFS", ":", 1);
	setenv("RUPTIME_TEST", "a b:c", 1);
	becomes("ssh $RUPTIME_TEST \"$RUPTIME_TEST\" %h", "h", "",
	    "ssh|a|b:c|a b:c|h|");
	setenv("IFS", "", 1);
	becomes("ssh $RUPTIME_TEST %h", "h", "", "ssh|a|b:c|h|");
	unsetenv("RUPTIME_TEST");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_are_a_shells),
		cmocka_unit_test(test_host_and_port_are_put_in),
		cmocka_unit_test(test_what_is_put_in_is_not_looked_at_again),
		cmocka_unit_test(test_long_words_fit),
		cmocka_unit_test(test_one_template_serves_many_hosts),
		cmocka_unit_test(test_no_command_is_refused),
		cmocka_unit_test(test_other_percents_are_refused),
		cmocka_unit_test(test_operators_are_refused),
		cmocka_unit_test(test_substitutions_are_refused),
		cmocka_unit_test(test_open_quotes_are_refused),
		cmocka_unit_test(test_whether_a_port_is_asked),
		cmocka_unit_test(test_a_parents_separators_do_not_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
