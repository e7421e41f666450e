/* SPDX-License-Identifier: ISC */
/* Names of DNS: out of messages and into them, the same name, below another,
 * and fit for a host. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/hosts/dnsname.h"

#define LABEL "123456789012345678901234567890123456789012345678901234567890123"

static uint8_t packet[70000];
static size_t len, at;
static char name[NS_MAXDNAME];

static void
put(const void *bytes, size_t n)
{
	assert_true(n <= sizeof(packet) - len);
	memcpy(packet + len, bytes, n);
	len += n;
}

static void
put_pointer(size_t to)
{
	const uint8_t bytes[] = { (uint8_t)(0xc0 | to >> 8), (uint8_t)to };

	put(bytes, 2);
}

/* Whether there is a name at from, and then where it ends. */
static bool
read_at(size_t from)
{
	size_t skipped = at = from;
	bool good = dnsname_read(packet, len, &at, name);

	if (good) {
		assert_true(dnsname_skip(packet, len, &skipped));
		assert_int_equal(skipped, at);
	}
	return good;
}

static void
is_read(size_t from, const char *expected, size_t end)
{
	assert_true(read_at(from));
	assert_string_equal(name, expected);
	assert_int_equal(at, end);
}

static void
test_names_are_read(void **state)
{
	(void)state;
	len = 0;
	put("x\3www\1a\0\1B\xc0\1\xc0\x08\0", 14);
	is_read(1, "www.a", 8);
	is_read(8, "B.www.a", 12);
	is_read(12, "B.www.a", 14);
	is_read(7, "", 8);
	is_read(5, "a", 8);
}

/* As dn_expand(3) of glibc has it; and they may be written again. */
static void
test_bytes_that_are_not_plain(void **state)
{
	uint8_t out[NS_MAXCDNAME];
	char one[5];
	int c;

	(void)state;
	for (c = 0; c < 256; c++) {
		const uint8_t bytes[] = { 1, (uint8_t)c, 0 };

		len = 0;
		put(bytes, 3);
		if (strchr("\"$().;@\\", c) != NULL && c != 0)
			snprintf(one, sizeof(one), "\\%c", c);
		else if (c <= ' ' || c >= 127)
			snprintf(one, sizeof(one), "\\%03d", c);
		else
			snprintf(one, sizeof(one), "%c", c);
		is_read(0, one, 3);
		assert_int_equal(dnsname_write(out, name), 3);
		assert_memory_equal(out, bytes, 3);
	}
}

/* A label of so many bytes. */
static void
put_label(uint8_t n)
{
	put(&n, 1);
	memset(packet + len, 200, n);
	len += n;
}

/* 255 bytes with all lengths, and not one more; also by a pointer, and though
 * as text it is four times as long. */
static void
test_length_of_a_name(void **state)
{
	uint8_t out[NS_MAXCDNAME];
	unsigned extra;

	(void)state;
	for (extra = 0; extra < 2; extra++) {
		len = 0;
		put_label(63);
		put_label(63);
		put_label(63);
		put_label((uint8_t)(61 + extra));
		put("", 1);
		assert_int_equal(len, 255 + extra);
		assert_int_equal(read_at(0), extra == 0);
	}
	len = 255;
	packet[3 * 64] = 61;
	packet[254] = 0;
	is_read(0, name, 255);
	assert_int_equal(strlen(name), 250 * 4 + 3);
	assert_int_equal(dnsname_write(out, name), 255);
	assert_memory_equal(out, packet, 255);
	strcat(name, ".");
	assert_int_equal(dnsname_write(out, name), 255);
	name[strlen(name) - 1] = 'x';
	assert_int_equal(dnsname_write(out, name), 0);
	put_label(63);
	put_pointer(64);
	is_read(255, name, 255 + 64 + 2);
	len = 255;
	put_label(1);
	put_label(62);
	put_pointer(64);
	assert_false(read_at(255));
}

static void
test_no_names(void **state)
{
	static const struct {
		const char *bytes;
		size_t len, at;
	} bad[] = { { "", 0, 0 }, { "\1", 1, 0 }, { "\1a", 2, 0 },
		{ "\2a\0", 3, 0 }, { "\xc0", 1, 0 }, { "\0\1a\xc0", 4, 1 },
		{ "\1a\0", 3, 3 }, { "\1a\0", 3, 4 },
		/* labels of kinds that there are not */
		{ "\x40\0", 2, 0 }, { "\x41\1a\0", 4, 0 }, { "\x80\1", 2, 0 },
		{ "\xbf\0", 2, 0 },
		/* pointers to themselves, into their name, ahead, outside */
		{ "\xc0\0", 2, 0 }, { "\1a\xc0\0", 4, 0 },
		{ "\1a\xc0\2", 4, 0 }, { "\xc0\2\1a\0", 5, 0 },
		{ "\0\xc0\3\xc0\1", 5, 3 }, { "\0\xff\xff", 3, 1 },
		/* to what is none */
		{ "\x80\1a\0\xc0\0", 6, 4 }, { "\1a\xc0\0\xc0\0", 6, 4 } };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		len = 0;
		put(bad[i].bytes, bad[i].len);
		if (read_at(bad[i].at))
			fail_msg("%zu was taken: %s", i, name);
	}
	/* one of 65 bytes, by a pointer */
	len = 0;
	put_label(65);
	put("", 1);
	put_pointer(0);
	assert_false(read_at(len - 2));
}

/* Else a message could have us follow millions of them. */
static void
test_pointers_to_pointers(void **state)
{
	size_t i;

	(void)state;
	len = 0;
	put("\1a\0", 3);
	put_pointer(0);
	for (i = 1; i <= 127; i++)
		put_pointer(len - 2);
	is_read(len - 4, "a", len - 2);
	assert_false(read_at(len - 2));
}

static void
test_texts_that_are_no_names(void **state)
{
	static const char *const bad[] = { ".", "..", ".a", "a..b", "a\\",
		"\\25", "\\2", "\\256", "\\2x5", LABEL "1" };
	uint8_t out[NS_MAXCDNAME];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (dnsname_write(out, bad[i]) != 0)
			fail_msg("taken: %s", bad[i]);
	assert_int_equal(dnsname_write(out, ""), 1);
	assert_int_equal(dnsname_write(out, "A\\.b\\c.\\255"), 8);
	assert_memory_equal(out, "\4A.bc\1\xff", 8);
}

static void
test_case_of_letters(void **state)
{
	(void)state;
	assert_int_equal(dnsname_cmp("Alpha.LOCAL", "alpha.local"), 0);
	assert_int_equal(dnsname_cmp("", ""), 0);
	assert_true(dnsname_cmp("alpha", "beta") < 0);
	assert_true(dnsname_cmp("b", "A") > 0);
	assert_true(dnsname_cmp("a", "a.b") < 0);
	/* Not of those that a locale may have. */
	assert_true(dnsname_cmp("\xc4", "\xe4") != 0);
	assert_true(dnsname_cmp("[", "{") != 0);
}

static void
test_below(void **state)
{
	(void)state;
	assert_true(dnsname_is_below("a.local", "local"));
	assert_true(dnsname_is_below("a.b.Local", "local"));
	assert_true(dnsname_is_below("A\\.b._x._tcp.local", "_x._tcp.local"));
	assert_true(dnsname_is_below("a\\\\.local", "local"));
	assert_false(dnsname_is_below("local", "local"));
	assert_false(dnsname_is_below(".local", "local"));
	assert_false(dnsname_is_below("alocal", "local"));
	assert_false(dnsname_is_below("a\\.local", "local"));
	assert_false(dnsname_is_below("a\\\\\\.local", "local"));
	assert_false(dnsname_is_below("a.example", "local"));
	assert_false(dnsname_is_below("", "local"));
}

static void
test_hosts(void **state)
{
	static const char *const good[] = { "a", "a.b", "A-1_x.example", "_a",
		"10", LABEL, LABEL "." LABEL };
	static const char *const bad[] = { "", ".", "a.", ".a", "a..b", "-a",
		"-oProxyCommand=x", "a.-b", "../x", "a/b", "a b", "a\\032b",
		"a\033[31m", "a\\.b", "a:1", "a%eth0", "[a]", "a,b", "@a",
		"\xc3\xa4", LABEL "1", LABEL "." LABEL "." LABEL "." LABEL };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (!dnsname_is_host(good[i]))
			fail_msg("refused: %s", good[i]);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (dnsname_is_host(bad[i]))
			fail_msg("taken: %s", bad[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_are_read),
		cmocka_unit_test(test_bytes_that_are_not_plain),
		cmocka_unit_test(test_length_of_a_name),
		cmocka_unit_test(test_no_names),
		cmocka_unit_test(test_pointers_to_pointers),
		cmocka_unit_test(test_texts_that_are_no_names),
		cmocka_unit_test(test_case_of_letters),
		cmocka_unit_test(test_below),
		cmocka_unit_test(test_hosts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
