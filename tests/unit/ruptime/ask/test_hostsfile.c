/* SPDX-License-Identifier: ISC */
/*
 * Names in hosts files, well and badly written.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/ask/hostsfile.h"

static struct hostsfile *
index_of(const char *text)
{
	struct hostsfile *h = hostsfile_new(strdup(text), strlen(text));

	assert_non_null(h);
	return h;
}

/* That the name has these addresses, parted by blanks. */
static void
check(const struct hostsfile *h, const char *name, const char *expected)
{
	const char *address[HOSTSFILE_ADDRESSES_MAX];
	size_t i, n = hostsfile_find(h, name, address);
	char text[512] = "";

	assert_true(n <= HOSTSFILE_ADDRESSES_MAX);
	for (i = 0; i < n; i++) {
		if (i > 0)
			strcat(text, " ");
		strcat(text, address[i]);
	}
	assert_string_equal(text, expected);
}

static void
test_names(void **state)
{
	struct hostsfile *h = index_of("127.0.0.1\tlocalhost\n"
				       "::1 localhost ip6-localhost\n"
				       "\n"
				       "# 10.0.0.9 nobody\n"
				       "10.0.0.1 Alpha.lab alpha a # 1st\n"
				       "   10.0.0.2   beta\t\tb  \n"
				       "10.0.0.3 gamma#delta\n"
				       "10.0.0.4 gamma gamma GAMMA\n"
				       "10.0.0.5 cr\r\n"
				       "10.0.0.6\r\n"
				       "10.0.0.7 last");

	(void)state;
	check(h, "localhost", "127.0.0.1 ::1");
	check(h, "ip6-localhost", "::1");
	check(h, "alpha", "10.0.0.1");
	check(h, "ALPHA.LAB", "10.0.0.1");
	check(h, "a", "10.0.0.1");
	check(h, "b", "10.0.0.2");
	check(h, "gamma", "10.0.0.3 10.0.0.4");
	check(h, "cr", "10.0.0.5");
	check(h, "last", "10.0.0.7");
	check(h, "nobody", "");
	check(h, "delta", "");
	check(h, "1st", "");
	check(h, "", "");
	check(h, "alpha.", "");
	hostsfile_free(h);
}

/* A line without an address that is one is no line. */
static void
test_addresses(void **state)
{
	struct hostsfile *h = index_of("10.0.1 short\n"
				       "010.0.0.1 zero\n"
				       "10.0.0.256 high\n"
				       "0x7f.0.0.1 hex\n"
				       "fe80::1%eth0 zone\n"
				       "fe80::1 link\n"
				       "::ffff:10.0.0.1 mapped\n"
				       "2001:DB8::1 upper\n"
				       "[::1] brackets\n"
				       "name other\n");

	(void)state;
	check(h, "short", "");
	check(h, "zero", "");
	check(h, "high", "");
	check(h, "hex", "");
	check(h, "zone", "");
	check(h, "link", "fe80::1");
	check(h, "mapped", "::ffff:10.0.0.1");
	check(h, "upper", "2001:DB8::1");
	check(h, "brackets", "");
	check(h, "other", "");
	hostsfile_free(h);
}

static void
test_more_than_can_be_told(void **state)
{
	const char *address[HOSTSFILE_ADDRESSES_MAX];
	char text[4096] = "";
	struct hostsfile *h;
	int i;

	(void)state;
	for (i = 0; i < 100; i++)
		sprintf(text + strlen(text), "10.0.0.%d %s%s\n", i,
		    i < HOSTSFILE_ADDRESSES_MAX ? "eight " : "", "many");
	h = index_of(text);
	assert_int_equal(hostsfile_find(h, "many", address),
	    HOSTSFILE_ADDRESSES_MAX + 1);
	assert_string_equal(address[HOSTSFILE_ADDRESSES_MAX - 1], "10.0.0.7");
	assert_int_equal(hostsfile_find(h, "eight", address),
	    HOSTSFILE_ADDRESSES_MAX);
	hostsfile_free(h);
}

static void
test_what_is_no_text(void **state)
{
	static const char nul[] = "10.0.0.1 a\0\n10.0.0.2 b\n";
	struct hostsfile *h = index_of("");
	char *copy = malloc(sizeof(nul));

	(void)state;
	check(h, "a", "");
	hostsfile_free(h);
	memcpy(copy, nul, sizeof(nul));
	assert_null(hostsfile_new(copy, sizeof(nul) - 1));
	assert_int_equal(errno, EILSEQ);
	hostsfile_free(NULL);
}

/* Of its last line glibc reads the end twice, a byte for each blank. */
static void
test_a_last_line_that_is_garbled(void **state)
{
	static const char *const garbled[] = { "\t10.0.0.1 alpha",
		"10.0.0.2 beta\n  10.0.0.1 alpha", "\r10.0.0.1 alpha # x" };
	static const char *const good[] = { "\t10.0.0.1 alpha\n",
		"10.0.0.1 alpha", "10.0.0.1 alpha\n\t", "10.0.0.1 alpha\n #" };
	const char *found[HOSTSFILE_ADDRESSES_MAX];
	struct hostsfile *h;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(garbled) / sizeof(garbled[0]); i++) {
		assert_null(
		    hostsfile_new(strdup(garbled[i]), strlen(garbled[i])));
		assert_int_equal(errno, EILSEQ);
	}
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		h = hostsfile_new(strdup(good[i]), strlen(good[i]));
		assert_non_null(h);
		assert_int_equal(hostsfile_find(h, "alpha", found), 1);
		hostsfile_free(h);
	}
}

/* Each is found, and in no more time than it takes to read them. */
static void
test_a_million(void **state)
{
	enum { LINES = 1000000, LINE_MAX_LEN = 40 };
	const char *address[HOSTSFILE_ADDRESSES_MAX];
	char *text = malloc((size_t)LINES * LINE_MAX_LEN), *p = text;
	char name[32], expected[32];
	struct hostsfile *h;
	int i;

	(void)state;
	assert_non_null(text);
	for (i = 0; i < LINES; i++)
		p += sprintf(p, "10.%d.%d.%d node%d.lab n%d\n", i >> 16,
		    i >> 8 & 255, i & 255, i, i);
	h = hostsfile_new(text, (size_t)(p - text));
	assert_non_null(h);
	for (i = 0; i < LINES; i += 997) {
		sprintf(name, "NODE%d.lab", i);
		sprintf(expected, "10.%d.%d.%d", i >> 16, i >> 8 & 255,
		    i & 255);
		assert_int_equal(hostsfile_find(h, name, address), 1);
		assert_string_equal(address[0], expected);
	}
	hostsfile_free(h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_last_line_that_is_garbled),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_more_than_can_be_told),
		cmocka_unit_test(test_what_is_no_text),
		cmocka_unit_test(test_a_million),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
