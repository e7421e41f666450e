/* SPDX-License-Identifier: ISC */
/*
 * -A: who may ask. Every prefix length of both families is held against an
 * implementation that compares bit by bit.
 */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "ruptimed/acl.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

enum { IPV4_BITS = 96, BITS = 128, ROUNDS = 20 };

static bool
bit_of(const uint8_t addr[static 16], unsigned bit)
{
	return (addr[bit / 8] >> (7 - bit % 8) & 1) != 0;
}

static void
flip(uint8_t addr[static 16], unsigned bit)
{
	addr[bit / 8] ^= (uint8_t)(1 << (7 - bit % 8));
}

/* ::ffff:0:0/96 and nothing else. */
static bool
is_ipv4(const uint8_t addr[static 16])
{
	unsigned bit;

	for (bit = 0; bit < IPV4_BITS; bit++)
		if (bit_of(addr, bit) != (bit >= 80))
			return false;
	return true;
}

static bool
slowly_holds(const uint8_t net[static 16], unsigned prefix, bool ipv4,
    const uint8_t addr[static 16])
{
	unsigned bit;

	if (is_ipv4(addr) != ipv4)
		return false;
	for (bit = 0; bit < prefix; bit++)
		if (bit_of(net, bit) != bit_of(addr, bit))
			return false;
	return true;
}

/* Random bytes, all of them or those of an IPv4 address. */
static void
make_address(uint8_t addr[static 16], bool ipv4)
{
	unsigned i;

	memset(addr, 0, 16);
	for (i = ipv4 ? 12 : 0; i < 16; i++)
		addr[i] = (uint8_t)(rand() >> 8);
	if (ipv4)
		addr[10] = addr[11] = 0xff;
}

static void
make_net(uint8_t net[static 16], unsigned prefix, bool ipv4)
{
	unsigned bit;

	make_address(net, ipv4);
	for (bit = prefix; bit < BITS; bit++)
		if (bit_of(net, bit))
			flip(net, bit);
}

static void
compare(const uint8_t net[static 16], unsigned prefix, bool ipv4,
    const uint8_t addr[static 16])
{
	struct acl acl;

	acl_init(&acl);
	assert_true(acl_add(&acl, net, prefix, ipv4));
	if (acl_allows(&acl, addr) != slowly_holds(net, prefix, ipv4, addr))
		fail_msg("prefix %u of %s", prefix, ipv4 ? "IPv4" : "IPv6");
}

/* Each bit turned over alone, all after the prefix, and any others. */
static void
compare_prefix(unsigned prefix, bool ipv4)
{
	uint8_t net[16], addr[16];
	unsigned bit;

	make_net(net, prefix, ipv4);
	compare(net, prefix, ipv4, net);
	for (bit = 0; bit < BITS; bit++) {
		memcpy(addr, net, 16);
		flip(addr, bit);
		compare(net, prefix, ipv4, addr);
	}
	memcpy(addr, net, 16);
	for (bit = prefix; bit < BITS; bit++)
		flip(addr, bit);
	compare(net, prefix, ipv4, addr);
	make_address(addr, false);
	compare(net, prefix, ipv4, addr);
	make_address(addr, true);
	compare(net, prefix, ipv4, addr);
}

static void
test_every_prefix_length_holds_what_it_says(void **state)
{
	unsigned prefix;
	int round;

	(void)state;
	srand(1);
	for (round = 0; round < ROUNDS; round++) {
		for (prefix = 0; prefix <= BITS; prefix++)
			compare_prefix(prefix, false);
		for (prefix = IPV4_BITS; prefix <= BITS; prefix++)
			compare_prefix(prefix, true);
	}
}

/* An address as text, IPv4 in its mapped form. */
static void
parse(const char *text, uint8_t addr[static 16])
{
	char mapped[64];

	snprintf(mapped, sizeof(mapped), "%s%s",
	    strchr(text, ':') == NULL ? "::ffff:" : "", text);
	if (inet_pton(AF_INET6, mapped, addr) != 1)
		fail_msg("%s is no address", text);
}

static void
check(const struct acl *acl, const char *text, bool allowed)
{
	uint8_t addr[16];

	parse(text, addr);
	if (acl_allows(acl, addr) != allowed)
		fail_msg("%s is %s", text, allowed ? "denied" : "allowed");
}

static void
add(struct acl *acl, const char *text, unsigned prefix, bool ipv4)
{
	uint8_t addr[16];

	parse(text, addr);
	assert_true(acl_add(acl, addr, prefix, ipv4));
}

static void
test_an_ipv6_network_holds_no_ipv4(void **state)
{
	static const unsigned prefixes[] = { 0, 64, 79, 80 };
	struct acl acl;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(prefixes); i++) {
		acl_init(&acl);
		add(&acl, "::", prefixes[i], false);
		check(&acl, "192.0.2.1", false);
		check(&acl, "::ffff:192.0.2.1", false);
		check(&acl, "::1", true);
		/* These are not mapped: the 16 bits are not all set. */
		check(&acl, "::fffe:c000:201", true);
		check(&acl, "::7fff:c000:201", true);
	}
}

static void
test_an_ipv4_network_holds_no_ipv6(void **state)
{
	struct acl acl;

	(void)state;
	acl_init(&acl);
	add(&acl, "0.0.0.0", 96, true);
	check(&acl, "0.0.0.0", true);
	check(&acl, "255.255.255.255", true);
	check(&acl, "::ffff:192.0.2.1", true);
	check(&acl, "::", false);
	check(&acl, "::192.0.2.1", false);
	check(&acl, "::fffe:c000:201", false);
	check(&acl, "::1:0:ffff:c000:201", false);
	check(&acl, "ffff::ffff:c000:201", false);
}

static void
test_mapped_addresses_match_as_ipv4(void **state)
{
	struct acl acl;

	(void)state;
	acl_init(&acl);
	add(&acl, "192.0.2.0", 96 + 24, true);
	check(&acl, "::ffff:192.0.2.0", true);
	check(&acl, "::ffff:c000:2ff", true);
	check(&acl, "::ffff:192.0.1.255", false);
	check(&acl, "::ffff:192.0.3.0", false);
}

/* The first and the last address of each network, and their neighbours. */
static void
test_the_default_is_local_networks(void **state)
{
	static const char *const in[] = { "127.0.0.0", "127.255.255.255",
		"10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255",
		"192.168.0.0", "192.168.255.255", "169.254.0.0",
		"169.254.255.255", "::ffff:127.0.0.1", "::1",
		"fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
		"fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" };
	static const char *const out[] = { "126.255.255.255", "128.0.0.0",
		"9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0",
		"192.167.255.255", "192.169.0.0", "169.253.255.255",
		"169.255.0.0", "::", "::2",
		"fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
		"fec0::", "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
		"fe00::", "0.0.0.0", "100.64.0.1", "192.0.2.1",
		"255.255.255.255", "::127.0.0.1", "1::1", "2001:db8::1",
		"ff02::1" };
	struct acl acl;
	size_t i;

	(void)state;
	acl_init(&acl);
	assert_true(acl_add_local(&acl));
	for (i = 0; i < LEN(in); i++)
		check(&acl, in[i], true);
	for (i = 0; i < LEN(out); i++)
		check(&acl, out[i], false);
}

static void
test_an_empty_list_allows_nobody(void **state)
{
	struct acl acl;

	(void)state;
	acl_init(&acl);
	check(&acl, "127.0.0.1", false);
	check(&acl, "0.0.0.0", false);
	check(&acl, "::1", false);
	check(&acl, "::", false);
}

static void
test_any_allows_everybody(void **state)
{
	uint8_t addr[16];
	struct acl acl;
	int round;

	(void)state;
	acl_init(&acl);
	acl_add_any(&acl);
	check(&acl, "0.0.0.0", true);
	check(&acl, "255.255.255.255", true);
	check(&acl, "::", true);
	check(&acl, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true);
	srand(2);
	for (round = 0; round < 1000; round++) {
		make_address(addr, round % 2 != 0);
		assert_true(acl_allows(&acl, addr));
	}
}

static void
test_each_network_of_a_full_list_counts(void **state)
{
	uint8_t addr[16] = { [10] = 0xff, [11] = 0xff, [12] = 192, [14] = 2 };
	struct acl acl;
	int i;

	(void)state;
	acl_init(&acl);
	for (i = 0; i < ACL_MAX; i++) {
		addr[13] = (uint8_t)i;
		assert_false(acl_allows(&acl, addr));
		assert_true(acl_add(&acl, addr, 128, true));
		assert_true(acl_allows(&acl, addr));
	}
	addr[12] = 193;
	assert_false(acl_add(&acl, addr, 128, true));
	assert_false(acl_add_local(&acl));
	assert_false(acl_allows(&acl, addr));
	addr[12] = 192;
	for (i = 0; i < ACL_MAX; i++) {
		addr[13] = (uint8_t)i;
		assert_true(acl_allows(&acl, addr));
	}
	/* Any takes the place of all the others. */
	acl_add_any(&acl);
	check(&acl, "2001:db8::1", true);
	assert_true(acl_add(&acl, addr, 128, true));
}

static void
test_ourselves_are_local_and_nothing_else(void **state)
{
	static const uint8_t us[16] = { 0x20, 1, 0x0d, 0xb8, [15] = 1 };
	static const uint8_t other[16] = { 0x20, 1, 0x0d, 0xb8, [15] = 2 };
	static const uint8_t nets[16] = { 0xfd };
	struct acl acl;

	(void)state;
	acl_init(&acl);
	assert_true(acl_add(&acl, nets, 8, false));
	assert_false(acl_allows_ourselves(&acl, us, us));
	assert_true(acl_add_local(&acl));
	assert_true(acl_allows_ourselves(&acl, us, us));
	assert_false(acl_allows_ourselves(&acl, other, us));
	assert_false(acl_allows(&acl, us));
	acl_init(&acl);
	assert_false(acl_allows_ourselves(&acl, us, us));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_prefix_length_holds_what_it_says),
		cmocka_unit_test(test_an_ipv6_network_holds_no_ipv4),
		cmocka_unit_test(test_an_ipv4_network_holds_no_ipv6),
		cmocka_unit_test(test_mapped_addresses_match_as_ipv4),
		cmocka_unit_test(test_the_default_is_local_networks),
		cmocka_unit_test(test_an_empty_list_allows_nobody),
		cmocka_unit_test(test_any_allows_everybody),
		cmocka_unit_test(test_ourselves_are_local_and_nothing_else),
		cmocka_unit_test(test_each_network_of_a_full_list_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
