/* SPDX-License-Identifier: ISC */
/*
 * Networks as -A takes them: every form, every prefix, every complaint; and
 * addresses as they are compared with them.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/net.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static void
parses(const char *text, const char *net, unsigned prefix, bool ipv4,
    bool trimmed)
{
	struct net_cidr cidr;
	uint8_t addr[16];
	const char *why;

	memset(&cidr, 'x', sizeof(cidr));
	if (!net_parse_cidr(text, &cidr, &why))
		fail_msg("\"%s\": %s", text, why);
	assert_int_equal(inet_pton(AF_INET6, net, addr), 1);
	assert_memory_equal(cidr.addr, addr, sizeof(addr));
	assert_int_equal(cidr.prefix, prefix);
	assert_int_equal(cidr.ipv4, ipv4);
	assert_int_equal(cidr.trimmed, trimmed);
}

static void
no_cidr(const char *text, const char *reason)
{
	struct net_cidr cidr;
	const char *why = NULL;

	if (net_parse_cidr(text, &cidr, &why))
		fail_msg("\"%s\" has prefix %u", text, cidr.prefix);
	if (strcmp(why, reason) != 0)
		fail_msg("\"%s\": %s", text, why);
}

static void
test_a_network_is_an_address_and_perhaps_a_prefix(void **state)
{
	(void)state;
	parses("192.0.2.1", "::ffff:192.0.2.1", 128, true, false);
	parses("192.0.2.0/24", "::ffff:192.0.2.0", 120, true, false);
	parses("192.0.2.0/024", "::ffff:192.0.2.0", 120, true, false);
	parses("192.0.2.1/32", "::ffff:192.0.2.1", 128, true, false);
	parses("0.0.0.0/0", "::ffff:0.0.0.0", 96, true, false);
	parses("255.255.255.255", "::ffff:255.255.255.255", 128, true, false);
	parses("2001:db8::1", "2001:db8::1", 128, false, false);
	parses("2001:DB8::/32", "2001:db8::", 32, false, false);
	parses("::/0", "::", 0, false, false);
	parses("::1/128", "::1", 128, false, false);
	parses("::192.0.2.1", "::192.0.2.1", 128, false, false);
	parses("ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255/128",
	    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 128, false, false);
}

static void
test_a_mapped_network_is_the_ipv4_network(void **state)
{
	(void)state;
	parses("::ffff:192.0.2.1", "::ffff:192.0.2.1", 128, true, false);
	parses("::ffff:192.0.2.0/120", "::ffff:192.0.2.0", 120, true, false);
	parses("::ffff:0:0/96", "::ffff:0:0", 96, true, false);
	/* Any shorter it is wider than IPv4. */
	parses("::ffff:0:0/95", "::fffe:0:0", 95, false, true);
	parses("::/80", "::", 80, false, false);
	parses("::fffe:0:0/96", "::fffe:0:0", 96, false, false);
}

static void
test_bits_beyond_the_prefix_are_told_of(void **state)
{
	(void)state;
	parses("192.0.2.1/24", "::ffff:192.0.2.0", 120, true, true);
	parses("192.0.2.128/24", "::ffff:192.0.2.0", 120, true, true);
	parses("192.0.3.0/23", "::ffff:192.0.2.0", 119, true, true);
	parses("10.0.0.1/0", "::ffff:0.0.0.0", 96, true, true);
	parses("2001:db8::1/32", "2001:db8::", 32, false, true);
	parses("8000::/0", "::", 0, false, true);
	parses("::1/127", "::", 127, false, true);
}

static void
test_what_is_no_network_is_said(void **state)
{
	static const char *const no_address[] = { "", "/", "/8", "10", "10/8",
		"10.0.0", "10.0.0.0.0", "010.0.0.1", "256.0.0.1", "any",
		"localhost", " 10.0.0.0/8", "10.0.0.0 /8", "[::1]", "::1%lo",
		"fe80::%lo/10", ":", "1::2::3", "::ffff:1.2.3" };
	static const char *const prefixes[] = { "", "-1", "+1", " 8", "8 ",
		"8/", "/8", "a", "0x8", "1e1", "8.0", "0000", "0008", "129",
		"255.0.0.0", "4294967304", "18446744073709551624" };
	char text[60000];
	size_t i;

	(void)state;
	for (i = 0; i < LEN(no_address); i++)
		no_cidr(no_address[i], "not an address or network");
	memset(text, '0', sizeof(text));
	strcpy(text + 44, "::");
	no_cidr(text, "not an address or network");
	memset(text, '0', sizeof(text));
	strcpy(text + sizeof(text) - 5, "::/8");
	no_cidr(text, "not an address or network");
	no_cidr("10.0.0.0/33", "the prefix is a number from 0 to 32");
	for (i = 0; i < LEN(prefixes); i++) {
		snprintf(text, sizeof(text), "10.0.0.0/%s", prefixes[i]);
		no_cidr(text, "the prefix is a number from 0 to 32");
		snprintf(text, sizeof(text), "fc00::/%s", prefixes[i]);
		no_cidr(text, "the prefix is a number from 0 to 128");
	}
}

/* Set all bits behind the prefix, which the parser has to take out again. */
static void
check_prefix(int family, unsigned prefix)
{
	uint8_t all[16], net[16] = { 0 };
	char text[INET6_ADDRSTRLEN], cidr[64];
	unsigned bit, offset = family == AF_INET ? 96 : 0;

	memset(all, 0xff, sizeof(all));
	for (bit = 0; bit < offset + prefix; bit++)
		if (bit >= 80 || family == AF_INET6)
			net[bit / 8] |= (uint8_t)(0x80 >> bit % 8);
	inet_ntop(family, all, text, sizeof(text));
	snprintf(cidr, sizeof(cidr), "%s/%u", text, prefix);
	inet_ntop(AF_INET6, net, text, sizeof(text));
	parses(cidr, text, offset + prefix, family == AF_INET,
	    offset + prefix < 128);
}

static void
test_every_prefix_length_keeps_its_bits(void **state)
{
	unsigned prefix;

	(void)state;
	for (prefix = 0; prefix <= 32; prefix++)
		check_prefix(AF_INET, prefix);
	for (prefix = 0; prefix <= 128; prefix++)
		check_prefix(AF_INET6, prefix);
}

/* What is shown can be given back, and is the same address then. */
static void
check_round_trip(const struct sockaddr_storage *sa, size_t len,
    const void *addr, size_t addr_len)
{
	struct net_endpoint ep;
	struct net_cidr cidr;
	uint8_t bytes[16];
	char text[NET_TEXT_MAX];
	const char *why;

	net_format((const void *)sa, (socklen_t)len, text);
	if (!net_split(text, &ep, &why) ||
	    !net_parse_cidr(ep.host, &cidr, &why))
		fail_msg("%s: %s", text, why);
	assert_memory_equal(cidr.addr + 16 - addr_len, addr, addr_len);
	assert_int_equal(cidr.prefix, 128);
	assert_true(net_address_bytes((const void *)sa, bytes));
	assert_memory_equal(bytes, cidr.addr, 16);
	assert_int_equal(net_port(ep.port, true, &why),
	    ntohs(((const struct sockaddr_in *)(const void *)sa)->sin_port));
}

static void
test_what_is_shown_can_be_given_back(void **state)
{
	struct sockaddr_storage sa;
	struct sockaddr_in *in = (void *)&sa;
	struct sockaddr_in6 *in6 = (void *)&sa;
	uint8_t *bytes;
	int round, i;

	(void)state;
	srand(1);
	for (round = 0; round < 20000; round++) {
		memset(&sa, 0, sizeof(sa));
		sa.ss_family = round % 2 ? AF_INET : AF_INET6;
		in->sin_port = (in_port_t)rand();
		bytes =
		    round % 2 ? (void *)&in->sin_addr : (void *)&in6->sin6_addr;
		for (i = rand() % 16; i < (round % 2 ? 4 : 16); i++)
			bytes[i] = (uint8_t)(rand() >> rand() % 24);
		if (round % 2)
			check_round_trip(&sa, sizeof(*in), bytes, 4);
		else if (!IN6_IS_ADDR_LINKLOCAL(&in6->sin6_addr))
			check_round_trip(&sa, sizeof(*in6), bytes, 16);
	}
}

static void
test_only_internet_addresses_have_bytes(void **state)
{
	struct sockaddr_storage sa = { .ss_family = AF_UNIX };
	uint8_t bytes[16];

	(void)state;
	assert_false(net_address_bytes((const void *)&sa, bytes));
	sa.ss_family = AF_UNSPEC;
	assert_false(net_address_bytes((const void *)&sa, bytes));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_a_network_is_an_address_and_perhaps_a_prefix),
		cmocka_unit_test(test_a_mapped_network_is_the_ipv4_network),
		cmocka_unit_test(test_bits_beyond_the_prefix_are_told_of),
		cmocka_unit_test(test_what_is_no_network_is_said),
		cmocka_unit_test(test_every_prefix_length_keeps_its_bits),
		cmocka_unit_test(test_what_is_shown_can_be_given_back),
		cmocka_unit_test(test_only_internet_addresses_have_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
