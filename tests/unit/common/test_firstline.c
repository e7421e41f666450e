/* SPDX-License-Identifier: ISC */
/*
 * The first line that says anything: the same however the text is cut up.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/firstline.h"

static void
check(const char *text, size_t len, size_t chunk, const char *expected)
{
	struct firstline f = { 0 };
	size_t i;

	for (i = 0; i < len; i += chunk)
		firstline_add(&f, text + i, chunk < len - i ? chunk : len - i);
	assert_int_equal(f.found || firstline_end(&f), expected != NULL);
	assert_true(f.found == (expected != NULL));
	if (expected != NULL)
		assert_string_equal(f.text, expected);
}

/* expected NULL: no line says anything. */
static void
gives(const char *text, size_t len, const char *expected)
{
	size_t chunk;

	for (chunk = 1; chunk <= len + 1; chunk++)
		check(text, len, chunk, expected);
}

#define GIVES(text, expected) gives((text), sizeof(text) - 1, (expected))

static void
test_the_first_line_is_found(void **state)
{
	(void)state;
	GIVES("one", "one");
	GIVES("one\n", "one");
	GIVES("one\ntwo\n", "one");
	GIVES("7", "7");
	GIVES("", NULL);
}

static void
test_lines_that_say_nothing_are_passed(void **state)
{
	(void)state;
	GIVES("\n\r\n \t\n---\n@@@@\r\n@ WARNING @\r\n", "@ WARNING @");
	GIVES("***\n\303\274ber\n", "\303\274ber");
	GIVES("\n\n", NULL);
	GIVES("@@@@", NULL);
}

static void
test_blanks_around_it_are_left_out(void **state)
{
	(void)state;
	GIVES(" \t one  two \t\r\n", "one  two");
	GIVES("\r\none\r", "one");
}

static void
test_a_nul_does_not_end_it(void **state)
{
	(void)state;
	GIVES("one\0two\nthree", "one?two");
	GIVES("\0\0\none", "one");
}

static void
test_a_long_line_is_cut(void **state)
{
	char text[1000], expected[256];

	(void)state;
	memset(text, 'x', sizeof(text));
	memset(expected, 'x', 255);
	expected[255] = '\0';
	check(text, sizeof(text), 1, expected);
	check(text, sizeof(text), 1000, expected);
	check(text, 255, 255, expected);
	check(text, 256, 100, expected);
	memset(text, '-', 500);
	text[500] = '\n';
	expected[255] = '\0';
	check(text, sizeof(text), 7, expected);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_first_line_is_found),
		cmocka_unit_test(test_lines_that_say_nothing_are_passed),
		cmocka_unit_test(test_blanks_around_it_are_left_out),
		cmocka_unit_test(test_a_nul_does_not_end_it),
		cmocka_unit_test(test_a_long_line_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
