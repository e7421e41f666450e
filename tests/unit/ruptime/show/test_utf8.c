/* SPDX-License-Identifier: ISC */
/* Repair of UTF-8: characters stay, each other part becomes one U+FFFD. */
#include "ruptime/show/utf8.h"
#include "tests/unit/ruptime/show/host.h"

#define R UTF8_REPLACEMENT

static void
repairs(const char *text, size_t len, const char *expected)
{
	char *copy = malloc(len + 1), *out = malloc(UTF8_GROWTH * len + 1);
	size_t n;

	assert_non_null(copy);
	assert_non_null(out);
	memcpy(copy, text, len);
	n = utf8_repair(out, copy, len);
	assert_int_equal(n, strlen(expected));
	assert_memory_equal(out, expected, n);
	free(copy);
	free(out);
}

#define REPAIRS(text, expected) repairs(text, sizeof(text) - 1, expected)
#define STAYS(text) repairs(text, sizeof(text) - 1, text)

static void
test_characters_stay(void **state)
{
	(void)state;
	STAYS("");
	STAYS("alpha\n\t\033\177");
	STAYS("\xc2\x80 \xdf\xbf \xe0\xa0\x80 \xed\x9f\xbf \xee\x80\x80");
	STAYS("\xef\xbf\xbf \xf0\x90\x80\x80 \xf4\x8f\xbf\xbf");
}

/* The examples of Unicode 15.0, tables 3-8 to 3-11. */
static void
test_unicode_examples(void **state)
{
	(void)state;
	REPAIRS("\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41", R R R R R R R R "A");
	REPAIRS("\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41", R R R R R R R R "A");
	REPAIRS("\xf4\x91\x92\x93\xff\x41\x80\xbf\x42", R R R R R "A" R R "B");
	REPAIRS("\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41", R R R R "A");
}

static void
test_cut_and_stray_bytes(void **state)
{
	(void)state;
	REPAIRS("\x80", R);
	REPAIRS("a\xc3", "a" R);
	REPAIRS("a\xe2\x82", "a" R);
	REPAIRS("a\xf0\x9f\x98", "a" R);
	REPAIRS("\xc3(\xc3\xa9", R "(\xc3\xa9");
	REPAIRS("\xf5\x80\xff\xfe\xc1", R R R R R);
}

static void
test_nul_is_a_character(void **state)
{
	char out[16];

	(void)state;
	assert_int_equal(utf8_repair(out, "a\0\xff", 3), 5);
	assert_memory_equal(out, "a\0" R, 5);
}

static void
test_controls(void **state)
{
	(void)state;
	assert_true(utf8_is_control("\0", 1));
	assert_true(utf8_is_control("\x1f", 1));
	assert_true(utf8_is_control("\x7f", 1));
	assert_true(utf8_is_control("\xc2\x80", 2));
	assert_true(utf8_is_control("\xc2\x9f", 2));
	assert_false(utf8_is_control(" ", 1));
	assert_false(utf8_is_control("~", 1));
	assert_false(utf8_is_control("\xc2\xa0", 2));
	assert_false(utf8_is_control("\xc3\x80", 2));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_characters_stay),
		cmocka_unit_test(test_unicode_examples),
		cmocka_unit_test(test_cut_and_stray_bytes),
		cmocka_unit_test(test_nul_is_a_character),
		cmocka_unit_test(test_controls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
