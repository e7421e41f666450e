/* SPDX-License-Identifier: ISC */
/*
 * Addresses as people write and read them: endpoints, ports and the names of
 * peers, in all their forms and with every complaint. Networks have a file of
 * their own.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>
#include <cmocka.h>

#include "common/net.h"
#include "common/proto.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

/* This test's own services database, in place of libc's. */
static bool service_is_known;

struct servent *
getservbyname(const char *name, const char *proto)
{
	static struct servent found;

	found.s_port = htons(65535);
	if (strcmp(proto, "tcp") != 0)
		return NULL;
	if (strcmp(name, "high") == 0)
		return &found;
	found.s_port = 0;
	if (strcmp(name, "none") == 0)
		return &found;
	found.s_port = htons(4711);
	return strcmp(name, PROTO_SERVICE) == 0 && service_is_known ? &found :
								      NULL;
}

static void
splits(const char *text, const char *host, const char *port)
{
	struct net_endpoint ep;
	const char *why;

	memset(&ep, 'x', sizeof(ep));
	if (!net_split(text, &ep, &why))
		fail_msg("\"%s\": %s", text, why);
	assert_string_equal(ep.host, host);
	assert_string_equal(ep.port, port);
}

static void
no_endpoint(const char *text, const char *reason)
{
	struct net_endpoint ep;
	const char *why = NULL;

	if (net_split(text, &ep, &why))
		fail_msg("\"%s\" is \"%s\" and \"%s\"", text, ep.host, ep.port);
	if (strcmp(why, reason) != 0)
		fail_msg("\"%s\": %s", text, why);
}

static void
test_an_endpoint_is_a_host_and_perhaps_a_port(void **state)
{
	static const char *const cases[][3] = { { "alpha", "alpha", "" },
		{ "alpha.example.com.", "alpha.example.com.", "" },
		{ "alpha:4000", "alpha", "4000" },
		{ "alpha:ruptime", "alpha", "ruptime" },
		{ "a-b_c:1", "a-b_c", "1" }, { "7a", "7a", "" },
		{ "0x7g", "0x7g", "" }, { "alpha:0", "alpha", "0" },
		{ "alpha:0080", "alpha", "80" }, { "[::1]:000", "::1", "0" },
		{ "z\303\274rich", "z\303\274rich", "" },
		{ "192.0.2.1", "192.0.2.1", "" },
		{ "192.0.2.1:80", "192.0.2.1", "80" },
		{ "192.0.2.1a", "192.0.2.1a", "" }, { "::", "::", "" },
		{ "::1", "::1", "" }, { "::1:4000", "::1:4000", "" },
		{ "2001:DB8::1", "2001:DB8::1", "" },
		{ "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8", "" },
		{ "::ffff:192.0.2.1", "::ffff:192.0.2.1", "" },
		{ "fe80::1%eth0", "fe80::1%eth0", "" }, { "[::1]", "::1", "" },
		{ "[::1]:4000", "::1", "4000" },
		{ "[::1]:ruptime", "::1", "ruptime" },
		{ "[::ffff:192.0.2.1]:1", "::ffff:192.0.2.1", "1" },
		{ "[fe80::1%eth0]", "fe80::1%eth0", "" },
		{ "[fe80::1%eth0.2]:4000", "fe80::1%eth0.2", "4000" } };
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++)
		splits(cases[i][0], cases[i][1], cases[i][2]);
}

static void
test_a_path_is_taken_as_it_stands(void **state)
{
	(void)state;
	splits("/", "/", "");
	splits("/run/ruptimed.sock", "/run/ruptimed.sock", "");
	splits("/run/a b[1]:4000", "/run/a b[1]:4000", "");
}

static void
test_what_is_no_endpoint_is_said(void **state)
{
	static const struct {
		const char *reason, *texts[12];
	} cases[] = {
		{ "the host is empty", { "", "[]" } },
		{ "the host is empty; a port is given by -p",
		    { ":4000", "[]:4000", ":ssh" } },
		{ "a host does not begin with \"-\"",
		    { "-", "-a", "-a:4000", "[-a]" } },
		{ "the port is empty or too long",
		    { ":", "alpha:", "192.0.2.1:", "[::1]:" } },
		{ "a \"[\" without its \"]\"", { "[", "[::1", "[::1:4000" } },
		{ "only \":port\" may follow \"]\"",
		    { "[::1]4000", "[::1]]", "[::1] ", "[]a" } },
		{ "not an IPv6 address",
		    { "alpha:1:2", "::1::", "1:2:3:4:5:6:7:8:9", "[alpha]",
			"[alpha]:4000", "[192.0.2.1]", "[%eth0]",
			"%eth0::", "::1/128", "[ ]", "[[::1]" } },
		{ "not an IPv4 address",
		    { "192.0.2", "192.0.2.256", "192.0.2.1.", "192.0.2.01:80",
			"192.0..1", ".", "7:7", "127.1", "0x7f.1",
			"0x7f000001" } },
		{ "not an IPv4 address; a port is given by -p",
		    { "7", "4000", "2130706433" } },
		{ "a host holds no blanks or brackets",
		    { "a b", " a", "a\t:1", "a\n", "a\r", "a[1]", "a]:1",
			"::1%a]", "[::1%a b]" } },
	};
	size_t i, j;

	(void)state;
	for (i = 0; i < LEN(cases); i++)
		for (j = 0; cases[i].texts[j] != NULL; j++)
			no_endpoint(cases[i].texts[j], cases[i].reason);
}

/* A text of len times c, behind one text and before another. */
static const char *
long_text(const char *before, char c, size_t len, const char *after)
{
	static char text[70000];
	size_t start = strlen(before);

	assert_true(start + len + strlen(after) < sizeof(text));
	strcpy(text, before);
	memset(text + start, c, len);
	strcpy(text + start + len, after);
	return text;
}

static void
test_a_part_has_its_longest_length(void **state)
{
	static const size_t beyond[] = { 1, 2, 1000, 65536 };
	struct sockaddr_un un;
	char part[HOSTPORT_HOST_MAX];
	size_t i;

	(void)state;
	strcpy(part, long_text("", 'h', HOSTPORT_HOST_MAX - 1, ""));
	splits(long_text("", 'h', HOSTPORT_HOST_MAX - 1, ""), part, "");
	splits(long_text("", 'h', HOSTPORT_HOST_MAX - 1, ":1"), part, "1");
	strcpy(part, long_text("", '1', NI_MAXSERV - 1, ""));
	splits(long_text("a:", '1', NI_MAXSERV - 1, ""), "a", part);
	splits(long_text("[::1]:", '1', NI_MAXSERV - 1, ""), "::1", part);
	strcpy(part, long_text("/", 'p', sizeof(un.sun_path) - 2, ""));
	splits(long_text("/", 'p', sizeof(un.sun_path) - 2, ""), part, "");
	/* Zeros before a number are none of it. */
	splits(long_text("a:", '0', 65536, "4000"), "a", "4000");
	splits(long_text("[::1]:", '0', 65536, ""), "::1", "0");
	for (i = 0; i < LEN(beyond); i++) {
		no_endpoint(long_text("", 'h',
				HOSTPORT_HOST_MAX - 1 + beyond[i], ""),
		    "the host is too long");
		no_endpoint(long_text("[", ':',
				HOSTPORT_HOST_MAX - 1 + beyond[i], "]:1"),
		    "the host is too long");
		no_endpoint(long_text("a:", '1', NI_MAXSERV - 1 + beyond[i],
				""),
		    "the port is empty or too long");
		no_endpoint(long_text("/", 'p',
				sizeof(un.sun_path) - 2 + beyond[i], ""),
		    "the path of a socket is too long");
	}
}

static void
test_a_port_is_a_number_or_a_service(void **state)
{
	char text[16];
	const char *why;
	int port;

	(void)state;
	for (port = 1; port <= 65535; port++) {
		snprintf(text, sizeof(text), "%d", port);
		assert_int_equal(net_port(text, false, &why), port);
	}
	assert_int_equal(net_port("0", true, &why), 0);
	assert_int_equal(net_port("000004000", false, &why), 4000);
	assert_int_equal(net_port("0000000000000000000000004000", false, &why),
	    4000);
	assert_int_equal(net_port("0000000000", true, &why), 0);
	assert_int_equal(net_port("high", false, &why), 65535);
	assert_int_equal(net_port("high", true, &why), 65535);
}

static void
no_port(const char *text, bool allow_zero, const char *reason)
{
	const char *why = NULL;

	assert_int_equal(net_port(text, allow_zero, &why), -1);
	if (strcmp(why, reason) != 0)
		fail_msg("\"%s\": %s", text, why);
}

static void
test_what_is_no_port_is_said(void **state)
{
	static const char *const numbers[] = { "65536", "65537", "100000",
		"131152", "4294971296", "18446744073709555616",
		"99999999999999999999999" };
	static const char *const names[] = { "", "nosuch", "High", "high ",
		" 80", "80 ", "-1", "+80", "80x", "0x50", "1e3", "80.0",
		"80:90" };
	size_t i;

	(void)state;
	for (i = 0; i < LEN(numbers); i++) {
		no_port(numbers[i], false,
		    "a port is a number from 1 to 65535");
		no_port(numbers[i], true, "a port is a number from 0 to 65535");
	}
	no_port("0", false, "a port is a number from 1 to 65535");
	no_port("0000000000", false, "a port is a number from 1 to 65535");
	no_port("000", false, "a port is a number from 1 to 65535");
	no_port("none", false, "its port in the services database is 0");
	no_port("none", true, "its port in the services database is 0");
	for (i = 0; i < LEN(names); i++)
		no_port(names[i], true,
		    "neither a number nor in the services database");
}

static void
test_our_service_has_a_port_without_an_entry(void **state)
{
	bool fallback = false;

	(void)state;
	service_is_known = false;
	assert_int_equal(net_service_port(&fallback), 4000);
	assert_true(fallback);
	service_is_known = true;
	assert_int_equal(net_service_port(&fallback), 4711);
	assert_false(fallback);
}

static void
formats(const void *sa, size_t len, const char *expected)
{
	char text[NET_TEXT_MAX];

	memset(text, 'x', sizeof(text));
	assert_ptr_equal(net_format(sa, (socklen_t)len, text), text);
	assert_string_equal(text, expected);
}

static void
test_an_address_is_shown_as_it_is_written(void **state)
{
	struct sockaddr_in in = { .sin_family = AF_INET,
		.sin_port = htons(4000),
		.sin_addr.s_addr = htonl(0xc0000201) };
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6,
		.sin6_port = htons(65535) };

	(void)state;
	formats(&in, sizeof(in), "192.0.2.1:4000");
	in.sin_port = 0;
	formats(&in, sizeof(in), "192.0.2.1:0");
	formats(&in6, sizeof(in6), "[::]:65535");
	inet_pton(AF_INET6, "2001:db8::1", &in6.sin6_addr);
	formats(&in6, sizeof(in6), "[2001:db8::1]:65535");
	inet_pton(AF_INET6, "::ffff:192.0.2.1", &in6.sin6_addr);
	formats(&in6, sizeof(in6), "[::ffff:192.0.2.1]:65535");
	inet_pton(AF_INET6, "fe80::1", &in6.sin6_addr);
	in6.sin6_scope_id = if_nametoindex("lo");
	formats(&in6, sizeof(in6), "[fe80::1%lo]:65535");
	inet_pton(AF_INET6, "fe80:1111:2222:3333:4444:5555:6666:7777",
	    &in6.sin6_addr);
	in6.sin6_scope_id = UINT32_MAX;
	formats(&in6, sizeof(in6),
	    "[fe80:1111:2222:3333:4444:5555:6666:7777%4294967295]:65535");
}

static void
test_a_socket_is_shown_by_its_path(void **state)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX,
		.sun_path = "/run/sock" };
	char longest[sizeof(un.sun_path) + 1];
	size_t base = offsetof(struct sockaddr_un, sun_path);

	(void)state;
	formats(&un, sizeof(un), "/run/sock");
	formats(&un, base + strlen("/run/sock") + 1, "/run/sock");
	/* The kernel may give it without its NUL. */
	formats(&un, base + strlen("/run/sock"), "/run/sock");
	formats(&un, base + 4, "/run");
	formats(&un, base, "unix");
	formats(&un, sizeof(sa_family_t), "unix");
	un.sun_path[0] = '\0';
	formats(&un, sizeof(un), "unix");
	strcpy(longest, long_text("/", 'p', sizeof(un.sun_path) - 1, ""));
	memcpy(un.sun_path, longest, sizeof(un.sun_path));
	formats(&un, sizeof(un), longest);
}

static void
test_what_has_no_address_is_unknown(void **state)
{
	struct sockaddr_storage sa = { .ss_family = AF_UNSPEC };

	(void)state;
	formats(&sa, sizeof(sa), "unknown");
	formats(&sa, 0, "unknown");
	sa.ss_family = AF_UNIX;
	formats(&sa, 0, "unknown");
	formats(&sa, 1, "unknown");
	sa.ss_family = AF_INET;
	formats(&sa, sizeof(sa_family_t), "unknown");
	sa.ss_family = AF_INET6;
	formats(&sa, sizeof(struct sockaddr_in), "unknown");
	sa.ss_family = AF_MAX;
	formats(&sa, sizeof(sa), "unknown");
}

static void
test_a_failed_look_up_has_its_reason(void **state)
{
	(void)state;
	errno = EMFILE;
	assert_string_equal(net_gai_reason(EAI_SYSTEM), strerror(EMFILE));
	assert_string_equal(net_gai_reason(EAI_NONAME),
	    gai_strerror(EAI_NONAME));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_endpoint_is_a_host_and_perhaps_a_port),
		cmocka_unit_test(test_a_path_is_taken_as_it_stands),
		cmocka_unit_test(test_what_is_no_endpoint_is_said),
		cmocka_unit_test(test_a_part_has_its_longest_length),
		cmocka_unit_test(test_a_port_is_a_number_or_a_service),
		cmocka_unit_test(test_what_is_no_port_is_said),
		cmocka_unit_test(test_our_service_has_a_port_without_an_entry),
		cmocka_unit_test(test_an_address_is_shown_as_it_is_written),
		cmocka_unit_test(test_a_socket_is_shown_by_its_path),
		cmocka_unit_test(test_what_has_no_address_is_unknown),
		cmocka_unit_test(test_a_failed_look_up_has_its_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
