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

static void
spells(const char *text, bool controls, const char *expected)
{
	char out[64], *end = out;
	size_t len = strlen(text), n, used;

	for (; len > 0; text += n, len -= n, end += used)
		n = utf8_spell(end, &used, text, len, controls);
	*end = '\0';
	assert_string_equal(out, expected);
}

static void
test_names_are_spelled(void **state)
{
	(void)state;
	spells("m\xc3\xbc\xe2\x82\xac\xf0\x9f\x98\x80", true,
	    "m\xc3\xbc\xe2\x82\xac\xf0\x9f\x98\x80");
	spells("\xff\xf0\x9f\x98", true, R "ff" R "f0" R "9f" R "98");
	spells(R "ff", true, R "ef" R "bf" R "bdff");
	spells("\x01\n\x7f\xc2\x80", true, R "01" R "0a" R "7f" R "c2" R "80");
	spells("\x01\n\x7f\xc2\x80", false, "\x01\n\x7f\xc2\x80");
}

enum { ALPHABET = 8, LONGEST = 5, TEXTS = 8 + 64 + 512 + 4096 + 32768 };

static int
by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* All texts of these bytes: valid, and no two are spelled alike. */
static void
no_two_are_alike(bool controls)
{
	static const char bytes[ALPHABET] = { 'f', 'b', '\xef', '\xbf', '\xbd',
		'\xc2', '\x80', '\n' };
	enum { SIZE = LONGEST * UTF8_SPELLED_MAX };
	char(*all)[SIZE] = calloc(TEXTS, SIZE), text[LONGEST];
	size_t i, n, number, len, at, used, end, count = 0;
	bool is_char;

	assert_non_null(all);
	for (i = 1, number = ALPHABET; i <= LONGEST; i++, number *= ALPHABET)
		for (n = 0; n < number; n++, count++) {
			for (at = 0, used = n; at < i; at++, used /= ALPHABET)
				text[at] = bytes[used % ALPHABET];
			for (at = end = 0; at < i; at += len, end += used)
				len = utf8_spell(all[count] + end, &used,
				    text + at, i - at, controls);
			for (at = 0; at < end; at += len) {
				len = utf8_next(all[count] + at, end - at,
				    &is_char);
				assert_true(is_char);
			}
		}
	assert_int_equal(count, TEXTS);
	qsort(all, count, SIZE, by_text);
	for (i = 1; i < count; i++)
		assert_string_not_equal(all[i - 1], all[i]);
	free(all);
}

static void
test_no_two_are_spelled_alike(void **state)
{
	(void)state;
	no_two_are_alike(true);
	no_two_are_alike(false);
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
		cmocka_unit_test(test_names_are_spelled),
		cmocka_unit_test(test_no_two_are_spelled_alike),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
