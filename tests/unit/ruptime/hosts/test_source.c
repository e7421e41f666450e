/* SPDX-License-Identifier: ISC */
/* Sources: what is one, its parts, and where a bad one is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "ruptime/hosts/source.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

#define LABEL "123456789012345678901234567890123456789012345678901234567890123"

static int
find_service(void *arg, const char *name)
{
	(void)arg;
	return strcmp(name, "http") == 0 ? 80 : -1;
}

static const struct hostpart_rules rules = { .service = find_service };

static void
test_parts(void **state)
{
	static const struct {
		const char *text;
		enum source_kind kind;
		const char *name, *zone, *port;
	} sources[] = {
		{ "192.0.2.0/24", SOURCE_NETWORK, "", "", "" },
		{ "192.0.2.0/24:4001", SOURCE_NETWORK, "", "", "4001" },
		{ "2001:db8::/120", SOURCE_NETWORK, "", "", "" },
		{ "[2001:db8::/120]", SOURCE_NETWORK, "", "", "" },
		{ "[2001:db8::/120]:http", SOURCE_NETWORK, "", "", "http" },
		{ "[fe80::%eth0/120]:1", SOURCE_NETWORK, "", "", "1" },
		{ "10.0.0.0/8", SOURCE_NETWORK, "", "", "" },
		{ "@lab", SOURCE_NETGROUP, "lab", "", "" },
		{ "@lab:4001", SOURCE_NETGROUP, "lab", "", "4001" },
		{ "_ruptime._tcp", SOURCE_SRV, "_ruptime._tcp", "", "" },
		{ "_ruptime._TCP.a.b.", SOURCE_SRV, "_ruptime._TCP.a.b", "",
		    "" },
		{ "_ruptime._tcp.a.local", SOURCE_SRV, "_ruptime._tcp.a.local",
		    "", "" },
		{ "_ruptime._tcp." LABEL, SOURCE_SRV, "_ruptime._tcp." LABEL,
		    "", "" },
		{ "_ruptime._tcp.local", SOURCE_MDNS, "_ruptime._tcp.local", "",
		    "" },
		{ "_ruptime._tcp.Local.%eth0", SOURCE_MDNS,
		    "_ruptime._tcp.Local", "eth0", "" },
	};
	struct source s;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(sources); i++) {
		assert_true(
		    source_is_meant(sources[i].text, strlen(sources[i].text)));
		if (!source_parse(&s, sources[i].text, strlen(sources[i].text),
			&rules))
			fail_msg("%s: %s", sources[i].text, s.why);
		assert_int_equal(s.kind, sources[i].kind);
		assert_string_equal(s.name, sources[i].name);
		assert_string_equal(s.zone, sources[i].zone);
		assert_string_equal(s.port, sources[i].port);
	}
}

static void
test_refused(void **state)
{
	static const struct {
		const char *text;
		size_t at;
		const char *why;
	} sources[] = {
		{ "10.0.0.0/33", 9, "the prefix is a number from 0 to 32" },
		{ "10.0.0.0/-1", 9, "the prefix is a number from 0 to 32" },
		{ "10.0.0.0/", 9, "the prefix is a number from 0 to 32" },
		{ "10.0.0.0/+8", 9, "the prefix is a number from 0 to 32" },
		{ "10.0.0.0/24/24", 9, "the prefix is a number from 0 to 32" },
		{ "10.0.0.0/255.255.255.0", 9,
		    "a prefix like /24 is needed, not a netmask" },
		{ "10.0.0/24", 0, "not an address before the /" },
		{ "10.0.0.256/24", 0, "not an address before the /" },
		{ "10.0.[0-3].0/24", 5, "a network takes no range" },
		{ "10.0.0.0/2[4-5]", 10, "a network takes no range" },
		{ "10.0.0.0/24:", 11, "no port after the colon" },
		{ "10.0.0.0/24:0", 12, "a port is 1 to 65535 or a service" },
		{ "10.0.0.0:80/24", 0, "not an address before the /" },
		{ "10.0.0.0%eth0/24", 8, "an IPv4 network has no interface" },
		{ "2001:db8::/129", 11,
		    "the prefix is a number from 0 to 128" },
		{ "2001:db8::/120:80", 14, "use [address/prefix]:port" },
		{ "fe80::%/120", 6, "no interface after the %" },
		{ "fe80::%eth:0/120", 10, "no name of an interface" },
		{ "[2001:db8::]/120", 12,
		    "the prefix stands in the brackets: "
		    "[address/prefix]:port" },
		{ "[2001:db8::/120", 0, "a [ without its ]" },
		{ "[2001:db8::/120]80", 16, "after ] comes :port or nothing" },
		{ "[10.0.0.0/24]", 0, "only IPv6 stands in brackets" },
		{ "@", 1, "the name of a netgroup is missing" },
		{ "@:80", 1, "the name of a netgroup is missing" },
		{ "@lab:", 4, "no port after the colon" },
		{ "@lab:nosuch", 5,
		    "neither a number nor in the services database" },
		{ "@lab:65536", 5, "a port is 1 to 65535 or a service" },
		{ "@-lab", 1, "a name can't begin with -" },
		{ "@lab[1-3]", 4, "a netgroup takes no range" },
		{ "@::1", 1, "the name of a netgroup is missing" },
		{ "@abcd::1", 5, "neither host:port nor an IPv6 address" },
		{ "@la(b", 3, "not a character of a netgroup" },
		{ "_", 0, "a service is _name._tcp, or _name._tcp.domain" },
		{ "_ruptime", 0,
		    "a service is _name._tcp, or _name._tcp.domain" },
		{ "_.local", 0,
		    "a service is _name._tcp, or _name._tcp.domain" },
		{ "_ruptime.local", 9, "the second part of a service is _tcp" },
		{ "_ruptime._udp.local", 9,
		    "the second part of a service is _tcp" },
		{ "_ruptime._tcpip.local", 9,
		    "the second part of a service is _tcp" },
		{ "_ruptime._tcp:4000", 13,
		    "a service says itself at which ports" },
		{ "_ruptime._tcp..local", 14, "a part is missing" },
		{ "_ruptime._tcp..", 13, "a part is missing" },
		{ "_ruptime._tcp.a[1-3]", 15, "a service takes no range" },
		{ "_ruptime._tcp.b\303\274cher", 15,
		    "of letters beyond ASCII DNS has the form xn--" },
		{ "_ruptime._tcp.a/b", 15, "not a character of a name" },
		{ "_ruptime._tcp.a\\032b", 15, "not a character of a name" },
		{ "_ruptime._tcp.4" LABEL, 77,
		    "a part of a name in DNS has at most 63 bytes" },
		{ "_ruptime._tcp." LABEL "." LABEL "." LABEL "." LABEL, 253,
		    "a name in DNS has at most 253 bytes" },
		{ "_ruptime._tcp.local%", 19, "no interface after the %" },
		{ "_ruptime._tcp.local%1234567890123456", 20,
		    "too long for the name of an interface" },
		{ "_ruptime._tcp.local%eth0:80", 24,
		    "no name of an interface" },
		{ "_ruptime._tcp.a%eth0", 15, "only .local has an interface" },
	};
	struct source s;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(sources); i++) {
		if (!source_is_meant(sources[i].text, strlen(sources[i].text)))
			fail_msg("%s: not meant", sources[i].text);
		if (source_parse(&s, sources[i].text, strlen(sources[i].text),
			&rules))
			fail_msg("%s: taken", sources[i].text);
		if (strcmp(s.why, sources[i].why) != 0 || s.at != sources[i].at)
			fail_msg("%s: %zu %s", sources[i].text, s.at, s.why);
	}
}

/* Hosts and paths, and what is wrong as one. */
static void
test_not_meant(void **state)
{
	static const char *const hosts[] = { "", "/run/socket", "/-1", "alpha",
		"node[1-3]:80", "[::1]:80", "alpha/24", "beef/24", "a@b", "a_b",
		"192.0.2.1", "::1", "fe80::1%eth0", "./24", "../hosts",
		"./10" };
	size_t i;

	(void)state;
	for (i = 0; i < LEN(hosts); i++)
		if (source_is_meant(hosts[i], strlen(hosts[i])))
			fail_msg("%s", hosts[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_not_meant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
