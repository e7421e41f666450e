/* SPDX-License-Identifier: ISC */
/*
 * The order of addresses, by where this machine would reach them from; and what
 * is left to the system.
 */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/ask/preference.h"

/* An address, from where, and the prefix of that network; from NULL: it can't
 * be reached. */
struct given {
	const char *address, *source;
	unsigned prefix;
};

static struct in6_addr
read_address(const char *text)
{
	struct in6_addr a;
	char mapped[64];

	snprintf(mapped, sizeof(mapped), "::ffff:%s", text);
	assert_int_equal(inet_pton(AF_INET6,
			     strchr(text, ':') != NULL ? text : mapped, &a),
	    1);
	return a;
}

/* The order as digits, "210" is the last one first; or "". */
static const char *
order_of(const struct given *g, size_t n)
{
	static char text[PREFERENCE_MAX + 1];
	struct preference p[PREFERENCE_MAX] = { 0 };
	size_t order[PREFERENCE_MAX], i;

	for (i = 0; i < n; i++) {
		p[i].address = read_address(g[i].address);
		p[i].is_reachable = g[i].source != NULL;
		if (g[i].source != NULL)
			p[i].source = read_address(g[i].source);
		p[i].prefix = g[i].prefix;
	}
	text[0] = '\0';
	if (preference_order(p, n, order))
		for (i = 0; i < n; i++)
			sprintf(text + i, "%zu", order[i]);
	return text;
}

#define ORDER(...)                                          \
	order_of((const struct given[]){ __VA_ARGS__ },     \
	    sizeof((const struct given[]){ __VA_ARGS__ }) / \
		sizeof(struct given))

static const char six[] = "2001:db8::1", own6[] = "2001:db8::9";
static const char four[] = "192.0.2.1", own4[] = "192.0.2.9";

static void
test_of_both_families(void **state)
{
	(void)state;
	assert_string_equal(ORDER({ four, own4, 24 }, { six, own6, 0 }), "10");
	assert_string_equal(ORDER({ six, own6, 0 }, { four, own4, 24 }), "01");
	assert_string_equal(ORDER({ "127.0.0.1", "127.0.0.1", 8 },
				{ "::1", "::1", 0 }),
	    "10");
	/* Rule 1. */
	assert_string_equal(ORDER({ six, NULL, 0 }, { four, own4, 24 }), "10");
	assert_string_equal(ORDER({ four, NULL, 0 }, { six, NULL, 0 }), "10");
	/* Rule 2: a global address from a link-local one. */
	assert_string_equal(ORDER({ six, "fe80::1", 0 }, { four, own4, 24 }),
	    "10");
	/* Rule 5: the labels of ::1 and of others. */
	assert_string_equal(ORDER({ "fe80::2", "::1", 0 },
				{ "127.0.0.2", "127.0.0.1", 8 }),
	    "");
}

static void
test_of_one_family(void **state)
{
	(void)state;
	/* Rule 10. */
	assert_string_equal(ORDER({ "198.51.100.2", own4, 24 },
				{ "198.51.100.1", own4, 24 }),
	    "01");
	/* Rule 9: what is on the network, or is ourselves. */
	assert_string_equal(ORDER({ own4, own4, 24 }, { four, own4, 24 }),
	    "01");
	assert_string_equal(ORDER({ four, own4, 24 }, { own4, own4, 24 }),
	    "10");
	/* glibc knows the network only where there is IPv6. */
	assert_string_equal(ORDER({ "198.51.100.2", own4, 24 },
				{ four, own4, 24 }),
	    "");
	assert_string_equal(ORDER({ four, own4, 24 },
				{ "198.51.100.2", own4, 24 }),
	    "01");
	assert_string_equal(ORDER({ "2001:db8:1::1", own6, 0 },
				{ six, own6, 0 }),
	    "10");
	/* Rule 8, of what can't be reached. */
	assert_string_equal(ORDER({ six, NULL, 0 }, { "fe80::1", NULL, 0 }),
	    "10");
	assert_string_equal(ORDER({ four, NULL, 0 },
				{ "169.254.1.1", NULL, 0 }),
	    "10");
	/* Rule 2 comes first. */
	assert_string_equal(ORDER({ "198.51.100.2", own4, 24 },
				{ "169.254.1.1", own4, 24 }),
	    "01");
	/* 10.0.0.0/8 was a site once. */
	assert_string_equal(ORDER({ "198.51.100.2", own4, 24 },
				{ "10.0.0.1", own4, 24 }),
	    "01");
	assert_string_equal(ORDER({ "10.0.0.1", own4, 24 },
				{ "198.51.100.2", own4, 24 }),
	    "");
}

static void
test_left_to_the_system(void **state)
{
	static const char *const others[] = { "fd00::1", "fec0::1",
		"2002:c000:201::1", "2001::1", "3ffe::1", "::2", "ff02::1" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		print_message("%s\n", others[i]);
		assert_string_equal(ORDER({ four, own4, 24 },
					{ others[i], NULL, 0 }),
		    "");
		assert_string_equal(ORDER({ four, own4, 24 },
					{ six, others[i], 0 }),
		    "");
	}
	/* By two interfaces. */
	assert_string_equal(ORDER({ four, own4, 24 },
				{ "198.51.100.1", "198.51.100.9", 24 }),
	    "");
	assert_string_equal(ORDER({ six, own6, 0 },
				{ "2001:db8:1::1", "2001:db8:1::9", 0 }),
	    "");
}

static void
test_many(void **state)
{
	(void)state;
	assert_string_equal(ORDER({ "198.51.100.1", own4, 24 },
				{ six, own6, 0 }, { "198.51.100.2", NULL, 0 },
				{ "198.51.100.3", own4, 24 },
				{ "2001:db8:8000::1", own6, 0 }),
	    "14032");
	assert_string_equal(ORDER({ four, own4, 24 }), "0");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_of_both_families),
		cmocka_unit_test(test_of_one_family),
		cmocka_unit_test(test_left_to_the_system),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
