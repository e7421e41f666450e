/* SPDX-License-Identifier: ISC */
/* Networks: which addresses are hosts, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/hosts/network.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static struct network
parse(const char *text)
{
	struct network n;

	if (!network_parse(&n, text, strlen(text)))
		fail_msg("%s: %s", text, n.why);
	return n;
}

/* The first and the last host of each, and how many there are. */
static void
test_hosts(void **state)
{
	static const struct {
		const char *text, *first, *last;
		uint64_t count;
	} nets[] = {
		{ "192.0.2.0/24", "192.0.2.1", "192.0.2.254", 254 },
		{ "192.0.2.77/24", "192.0.2.1", "192.0.2.254", 254 },
		{ "192.0.2.4/30", "192.0.2.5", "192.0.2.6", 2 },
		{ "192.0.2.4/31", "192.0.2.4", "192.0.2.5", 2 },
		{ "192.0.2.7/32", "192.0.2.7", "192.0.2.7", 1 },
		{ "10.1.0.0/16", "10.1.0.1", "10.1.255.254", 65534 },
		{ "10.1.0.0/22", "10.1.0.1", "10.1.3.254", 1022 },
		{ "2001:db8::/120", "2001:db8::", "2001:db8::ff", 256 },
		{ "2001:DB8::5/126", "2001:db8::4", "2001:db8::7", 4 },
		{ "2001:db8::/112", "2001:db8::", "2001:db8::ffff", 65536 },
		{ "::1/128", "::1", "::1", 1 },
		{ "::ffff:192.0.2.0/120", "192.0.2.1", "192.0.2.254", 254 },
		{ "fe80::1%eth0/127", "fe80::%eth0", "fe80::1%eth0", 2 },
	};
	char buf[NETWORK_TEXT_MAX];
	struct network n;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(nets); i++) {
		n = parse(nets[i].text);
		assert_int_equal(n.count, nets[i].count);
		assert_null(network_excess(&n, buf, sizeof(buf)));
		assert_string_equal(network_get(&n, 0, buf), nets[i].first);
		assert_string_equal(network_get(&n, n.count - 1, buf),
		    nets[i].last);
	}
}

static void
test_too_many(void **state)
{
	static const struct {
		const char *text, *excess;
	} nets[] = {
		{ "10.0.0.0/8", "16777214 hosts, and 65536 are the most" },
		{ "10.0.0.0/15", "131070 hosts, and 65536 are the most" },
		{ "0.0.0.0/0", "4294967294 hosts, and 65536 are the most" },
		{ "2001:db8::/111", "131072 hosts, and 65536 are the most" },
		{ "2001:db8::/64", "2^64 hosts, and 65536 are the most" },
		{ "2001:db8::/65", "2^63 hosts, and 65536 are the most" },
		{ "::/0", "2^128 hosts, and 65536 are the most" },
	};
	char buf[NETWORK_TEXT_MAX];
	struct network n;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(nets); i++) {
		n = parse(nets[i].text);
		assert_non_null(network_excess(&n, buf, sizeof(buf)));
		assert_string_equal(buf, nets[i].excess);
	}
}

static void
test_has(void **state)
{
	static const struct {
		const char *net, *host;
		bool in;
	} cases[] = {
		{ "192.0.2.0/24", "192.0.2.0", true },
		{ "192.0.2.0/24", "192.0.2.255", true },
		{ "192.0.2.0/24", "192.0.3.1", false },
		{ "192.0.2.0/24", "::ffff:192.0.2.9", true },
		{ "192.0.2.0/24", "192.0.2", false },
		{ "192.0.2.0/24", "alpha", false },
		{ "192.0.2.0/24", "/192.0.2.1", false },
		{ "192.0.2.0/24", "192.0.2.1/32", false },
		{ "192.0.2.8/30", "192.0.2.11", true },
		{ "192.0.2.8/30", "192.0.2.12", false },
		{ "192.0.2.9/32", "192.0.2.9", true },
		{ "192.0.2.9/32", "192.0.2.8", false },
		{ "128.0.0.0/1", "192.0.2.1", true },
		{ "128.0.0.0/1", "127.0.0.1", false },
		{ "2001:db8::/33", "2001:db8:7fff::1", true },
		{ "2001:db8::/33", "2001:db8:8000::1", false },
		{ "0.0.0.0/0", "255.255.255.255", true },
		{ "0.0.0.0/0", "::1", false },
		{ "::/0", "::1", true },
		{ "::/0", "192.0.2.1", false },
		{ "::/0", "::ffff:192.0.2.1", false },
		{ "::/64", "192.0.2.1", false },
		{ "::ffff:0:0/96", "192.0.2.1", true },
		{ "::ffff:192.0.2.0/120", "192.0.3.1", false },
		{ "2001:db8::/120", "2001:DB8:0::7", true },
		{ "2001:db8::/120", "2001:db8::100", false },
		{ "fe80::/64", "fe80::1%eth0", true },
		{ "fe80::%eth0/64", "fe80::1%eth0", true },
		{ "fe80::%eth0/64", "fe80::1%eth1", false },
		{ "fe80::%eth0/64", "fe80::1", false },
	};
	struct network n;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		n = parse(cases[i].net);
		if (network_has(&n, cases[i].host) != cases[i].in)
			fail_msg("%s in %s", cases[i].host, cases[i].net);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hosts),
		cmocka_unit_test(test_too_many),
		cmocka_unit_test(test_has),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
