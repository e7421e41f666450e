/* SPDX-License-Identifier: ISC */
/* Seconds as the options -a, -t and -T take them. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/duration.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static void
gives(const char *text, uint32_t expected)
{
	uint32_t ms = ~expected;

	if (!duration_parse(text, 0, UINT32_MAX, &ms))
		fail_msg("\"%s\" is refused", text);
	if (ms != expected)
		fail_msg("\"%s\" is %u ms, not %u", text, ms, expected);
}

static void
refused(const char *text)
{
	uint32_t ms = 4711;

	if (duration_parse(text, 0, UINT32_MAX, &ms))
		fail_msg("\"%s\" is %u ms", text, ms);
	assert_int_equal(ms, 4711);
}

static void
test_digits_with_at_most_one_point(void **state)
{
	(void)state;
	gives("5", 5000);
	gives("0", 0);
	gives("000", 0);
	gives("007", 7000);
	gives("00000000000000000000005.5", 5500);
	gives("0000000000000000.001", 1);
	gives("0000000000000000", 0);
	gives("0.25", 250);
	gives(".5", 500);
	gives("5.", 5000);
	gives("1.5", 1500);
	gives("1.05", 1050);
	gives("1.005", 1005);
	gives("1.050", 1050);
	gives("0.001", 1);
	gives("0.000", 0);
	gives("86400", 86400000);
	gives("4294967.295", UINT32_MAX);
}

static void
test_nothing_else_is_a_duration(void **state)
{
	static const char *const texts[] = { "", ".", "..", "...", "1..", "..1",
		"1.2.3", "1.2.", ".1.", "+5", "-5", "-0", "5-", " 5", "5 ",
		"5\n", "\t5", "5 0", "5s", "5sec", "1m", "1e3", "1e9", "1E0",
		"0x5", "1,5", "1'000", "1_000", "0.0001", "1.0000", "5.1234",
		"inf", "infinity", "nan", "five", "\xd9\xa5", "\xef\xbc\x95",
		"5\x80" };
	size_t i;

	(void)state;
	for (i = 0; i < LEN(texts); i++)
		refused(texts[i]);
}

/* Also under a locale whose decimal point or digits are others. */
static void
check_each_byte(const char *locale)
{
	char text[] = "1?2";
	int byte;

	if (setlocale(LC_ALL, locale) == NULL)
		return;
	gives("1.5", 1500);
	refused("1,5");
	for (byte = 1; byte < 256; byte++) {
		text[1] = (char)byte;
		if (byte >= '0' && byte <= '9')
			gives(text, 102000 + (uint32_t)(byte - '0') * 10000);
		else if (byte == '.')
			gives(text, 1200);
		else
			refused(text);
	}
	setlocale(LC_ALL, "C");
}

static void
test_no_locale_changes_it(void **state)
{
	static const char *const locales[] = { "C", "", "C.UTF-8",
		"de_DE.UTF-8", "de_DE", "fr_FR.UTF-8", "fa_IR.UTF-8" };
	size_t i;

	(void)state;
	for (i = 0; i < LEN(locales); i++)
		check_each_byte(locales[i]);
}

static void
test_every_millisecond_is_exact(void **state)
{
	char text[32];
	uint32_t ms;

	(void)state;
	for (ms = 0; ms < 20000; ms++) {
		snprintf(text, sizeof(text), "%u.%03u", ms / 1000, ms % 1000);
		gives(text, ms);
	}
	for (ms = UINT32_MAX - 2000; ms != 0; ms++) {
		snprintf(text, sizeof(text), "%u.%03u", ms / 1000, ms % 1000);
		gives(text, ms);
	}
}

static void
test_the_limits_are_allowed_and_no_more(void **state)
{
	uint32_t ms = 4711;

	(void)state;
	assert_true(duration_parse("0.001", 1, 3600000, &ms));
	assert_int_equal(ms, 1);
	assert_true(duration_parse("3600", 1, 3600000, &ms));
	assert_int_equal(ms, 3600000);
	assert_true(duration_parse("1", 1000, 1000, &ms));
	assert_int_equal(ms, 1000);
	assert_false(duration_parse("0", 1, 3600000, &ms));
	assert_false(duration_parse("3600.001", 1, 3600000, &ms));
	assert_false(duration_parse("0.999", 1000, 1000, &ms));
	assert_false(duration_parse("1.001", 1000, 1000, &ms));
	assert_int_equal(ms, 1000);
}

/* Numbers that wrap to something small in 32 or 64 bits, and long ones. */
static void
test_no_length_overflows(void **state)
{
	char text[4001];
	size_t len;

	(void)state;
	refused("4294967.296");
	refused("4294968");
	refused("4294967296");
	refused("4294967297");
	refused("18446744073709551.616");
	refused("18446744073709551616");
	refused("18446744073709552");
	for (len = 9; len < sizeof(text); len += 1 + len / 20) {
		memset(text, '9', len);
		text[len] = '\0';
		refused(text);
		memset(text, '0', len);
		text[0] = '1';
		refused(text);
		text[len - 1] = '.';
		refused(text);
	}
}

static void
test_a_hint_is_for_what_is_too_fine(void **state)
{
	(void)state;
	assert_string_equal(duration_hint("1.2345"),
	    "; three decimals are the most");
	assert_string_equal(duration_hint("4,2.5,1.0000"),
	    "; three decimals are the most");
	assert_string_equal(duration_hint(".0001"),
	    "; three decimals are the most");
	assert_string_equal(duration_hint("1.234"), "");
	assert_string_equal(duration_hint("1.2,3.4567x"),
	    "; three decimals are the most");
	assert_string_equal(duration_hint("12345"), "");
	assert_string_equal(duration_hint("..."), "");
	assert_string_equal(duration_hint(""), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_digits_with_at_most_one_point),
		cmocka_unit_test(test_nothing_else_is_a_duration),
		cmocka_unit_test(test_no_locale_changes_it),
		cmocka_unit_test(test_every_millisecond_is_exact),
		cmocka_unit_test(test_the_limits_are_allowed_and_no_more),
		cmocka_unit_test(test_no_length_overflows),
		cmocka_unit_test(test_a_hint_is_for_what_is_too_fine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
