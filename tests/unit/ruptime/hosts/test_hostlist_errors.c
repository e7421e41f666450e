/* SPDX-License-Identifier: ISC */
/*
 * Host lists: every refusal, with its message and the place it points at.
 */
#include "tests/unit/ruptime/hosts/hostlist.h"

static void
file_refuses(const char *text, size_t len, const char *line, const char *caret)
{
	struct hostlist *hl = new_list(false);

	assert_false(hostlist_add_file(hl, "hosts", text, len));
	assert_message(hl, line, caret);
}

static void
test_ranges_that_make_no_sense_are_refused(void **state)
{
	(void)state;
	refuses("node[3-1]", "node[3-1]: a range counts upwards", "      ^");
	refuses("node[1-3", "node[1-3: a [ without its ]", "    ^");
	refuses("node[1,a", "node[1,a: a [ without its ]", "    ^");
	refuses("[", "[: a [ without its ]", "^");
	refuses("node1-3]", "node1-3]: a ] without its [", "       ^");
	refuses("n[1]]", "n[1]]: a ] without its [", "    ^");
	refuses("n[1[2]]", "n[1[2]]: a [ inside a range", "   ^");
	refuses("n[1:[2]]", "n[1:[2]]: a [ inside a range", "    ^");
	refuses("[1[2]]", "[1[2]]: a [ inside a range", "  ^");
	refuses("node[]", "node[]: an empty range", "    ^");
	refuses("[]", "[]: an empty range", "^");
	refuses("n[1,,2]", "n[1,,2]: a number is missing", "    ^");
	refuses("n[1,]", "n[1,]: a number is missing", "    ^");
	refuses("n[,1]", "n[,1]: a number is missing", "  ^");
	refuses("n[1-]", "n[1-]: a number is missing", "    ^");
	refuses("n[-1]", "n[-1]: a number is missing", "  ^");
	refuses("n[1-2-3]", "n[1-2-3]: a range has two ends", "     ^");
	refuses("n[1-x]", "n[1-x]: a range is made of numbers", "    ^");
	refuses("n[a-c]", "n[a-c]: a range is made of numbers", "  ^");
	refuses("n[1 2]", "n[1 2]: a range is made of numbers", "    ^");
	refuses("n[1, ]", "n[1, ]: a number is missing", "     ^");
	refuses("n[1-\t]", "n[1-?]: a number is missing", "     ^");
	refuses("n[ ]", "n[ ]: a number is missing", "   ^");
	refuses("n[1 b", "n[1 b: a [ without its ]", " ^");
	refuses("n[2-0x3]", "n[2-0x3]: a range is made of numbers", "     ^");
	refuses("a,n[1-010]",
	    "n[1-010]: zeros in front need the same width on both ends",
	    "    ^");
	refuses("n[1234567890123456789]",
	    "n[1234567890123456789]: more than 18 digits",
	    "                    ^");
	refuses("n[1-0000000000000000002]",
	    "n[1-0000000000000000002]: more than 18 digits",
	    "                      ^");
	refuses("[1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1]"
		"[1]",
	    "[1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1]: "
	    "more than 20 ranges in one name",
	    "                                                            ^");
}

static void
test_an_ipv6_address_takes_no_range(void **state)
{
	(void)state;
	refuses("2001:db8::[1-9]",
	    "2001:db8::[1-9]: an IPv6 address takes no range", "          ^");
	refuses("[2001:db8::[1-9]]:80",
	    "[2001:db8::[1-9]]:80: an IPv6 address takes no range",
	    "           ^");
	refuses("::[1-2]", "::[1-2]: an IPv6 address takes no range", "  ^");
	refuses("::[1]:4000", "::[1]:4000: an IPv6 address takes no range",
	    "  ^");
}

static void
test_bad_addresses_and_ports_are_refused(void **state)
{
	static const char *const ports[] = { "0", "65536", "-1", "+80", "1-2",
		"99999999999999999999", "4294971296", "4000/tcp", ".80", ".x",
		"-x", "80%", "aaaaaaaaaabbbbbbbbbbccccccccccdd" };
	char operand[64], line[128];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(ports) / sizeof(ports[0]); i++) {
		snprintf(operand, sizeof(operand), "n:%s", ports[i]);
		snprintf(line, sizeof(line),
		    "%s: a port is 1 to 65535 or a service", operand);
		refuses(operand, line, "  ^");
	}
	parts("n:aaaaaaaaaabbbbbbbbbbccccccccccd", "n",
	    "aaaaaaaaaabbbbbbbbbbccccccccccd", false);
	refuses("n:", "n:: no port after the colon", " ^");
	refuses("[::1]:", "[::1]:: no port after the colon", "     ^");
	refuses(":80", ":80: no host before the port", "^");
	refuses("node[1-2]:0", "node[1-2]:0: a port is 1 to 65535 or a service",
	    "          ^");
	refuses("h:[65535-65537]",
	    "h:[65535-65537]: a port is 1 to 65535 or a service", "   ^");
	refuses("node1:4000:5000",
	    "node1:4000:5000: neither host:port nor an IPv6 address", "^");
	refuses("1:2:3:4:5:6:7:8:4000",
	    "1:2:3:4:5:6:7:8:4000: neither host:port nor an IPv6 address", "^");
	refuses("fe80::1x", "fe80::1x: neither host:port nor an IPv6 address",
	    "       ^");
	refuses("[1:2]:80", "[1:2]:80: not an IPv6 address", " ^");
	refuses("[a:g]", "[a:g]: not an IPv6 address", "   ^");
	refuses("[::1]80", "[::1]80: after ] comes :port or nothing", "     ^");
	refuses("[::1]:1:[2-3]",
	    "[::1]:1:[2-3]: a port is 1 to 65535 or a service", "      ^");
	refuses("[::1]x[1-2]", "[::1]x[1-2]: after ] comes :port or nothing",
	    "     ^");
	refuses("fe80::1%", "fe80::1%: no interface after the %", "       ^");
	refuses("fe80::1%a/b", "fe80::1%a/b: no name of an interface",
	    "         ^");
	refuses("n:nosuch",
	    "n:nosuch: neither a number nor in the services database", "  ^");
	refuses("[fe80::1%]:80", "[fe80::1%]:80: no interface after the %",
	    "        ^");
	refuses("fe80::1%eth0:80",
	    "fe80::1%eth0:80: a colon after the interface; "
	    "use [address]:port",
	    "            ^");
}

/* Zeros in front make a port no other, but a text without end. */
static void
test_a_port_that_is_too_long_is_refused(void **state)
{
	static const char why[] =
	    "n:000000000000000000000000000000000000000000"
	    "00000000000000000000...: too long for a port";
	static char operand[2 + 65536 + 1];

	(void)state;
	memset(operand, '0', sizeof(operand) - 1);
	memcpy(operand, "n:", 2);
	operand[2 + 63] = '\0';
	operand[2 + 62] = '1';
	parts(operand, "n", operand + 2, false);
	operand[2 + 63] = '1';
	operand[2 + 64] = '\0';
	refuses(operand, why, "  ^");
	memset(operand + 2, '0', 65536);
	operand[2 + 65535] = '1';
	refuses(operand, why, "  ^");
}

static void
test_a_long_entry_is_quoted_around_the_fault(void **state)
{
	(void)state;
	refuses("node[1,2,3,x,100000000,200000000,300000000,400000000,50000]",
	    "node[1,2,3,x,100000000,200000000,300000000,400000000,50000]: "
	    "a range is made of numbers",
	    "           ^");
	refuses("node[1,2,3,x,100000,200000,300000,400000,500000,600000,"
		"700000]",
	    "node[1,2,3,x,100000,200000,300000,400000,500000,600000,700000]"
	    ": a range is made of numbers",
	    "           ^");
	refuses("node[1,2,3,x,100000,200000,300000,400000,500000,600000,"
		"700000,800000]",
	    "node[1,2,3,x,100000,200000,300000,400000,500000,600000,700000,"
	    "80...: a range is made of numbers",
	    "           ^");
	refuses("node[100000,200000,300000,400000,500000,600000,700000,8,9,"
		"x,100000]",
	    "...0,200000,300000,400000,500000,600000,700000,8,9,x,100000]: "
	    "a range is made of numbers",
	    "                                                   ^");
}

static void
test_a_file_is_refused_with_its_line(void **state)
{
	static const char text[] = "a\r\n\n  b n[3-1] c\n";
	static const char nul[] = "a\nb\0c\n";
	struct hostlist *hl = new_list(false);

	(void)state;
	file_refuses(text, sizeof(text) - 1,
	    "hosts:3: n[3-1]: a range counts upwards", "            ^");
	file_refuses(nul, sizeof(nul) - 1, "hosts:2: b?c: a NUL byte",
	    "          ^");
	file_refuses("a\033b", 3, "hosts:1: a?b: a control character",
	    "          ^");
	file_refuses("-a", 2,
	    "hosts:1: -a: a name can't begin with -; -x HOSTS leaves hosts out",
	    "         ^");
	assert_false(hostlist_add_file(hl, "a\033b", "-a", 2));
	assert_message(hl,
	    "a?b:1: -a: a name can't begin with -; -x HOSTS leaves hosts out",
	    "       ^");
	hl = new_list(false);
	assert_true(hostlist_add_file(hl, "hosts", "a", 1));
	assert_false(hostlist_add(hl, "-a"));
	assert_message(hl,
	    "-a: a name can't begin with -; -x HOSTS leaves hosts out", "^");
}

static void
test_a_file_like_etc_hosts_is_told_of(void **state)
{
	static const char why[] = "an address and its names, as in /etc/hosts;"
				  " here each word is a host: name each once";
	static const char text[] = "# static table\n\n127.0.0.1\tlocalhost\n"
				   "::1 ip6-localhost ip6-loopback # v6\r\n"
				   "fe80::1%lo0 lo.lan\n";
	char line[160];

	(void)state;
	snprintf(line, sizeof(line), "hosts:3: 127.0.0.1?localhost: %s", why);
	file_refuses(text, sizeof(text) - 1, line, "                   ^");
	snprintf(line, sizeof(line), "hosts:1: 10.0.0.1  nas nas.lan: %s", why);
	file_refuses("  10.0.0.1  nas nas.lan\r\n", 25, line,
	    "                   ^");
}

static void
test_what_only_looks_like_an_ipv4_address_is_refused(void **state)
{
	(void)state;
	refuses("256.1.1.1", "256.1.1.1: not an IPv4 address", "^");
	refuses("10.0.0.256:80", "10.0.0.256:80: not an IPv4 address",
	    "       ^");
	refuses("10.0.[3,300].1", "10.0.[3,300].1: not an IPv4 address",
	    "        ^");
	refuses("1.2.3", "1.2.3: not an IPv4 address", "^");
	refuses("1.2.3.4.", "1.2.3.4.: not an IPv4 address", "^");
	refuses("101", "101: not an IPv4 address", "^");
	refuses("010.0.0.1", "010.0.0.1: not an IPv4 address", "^");
	refuses("0x7f.1", "0x7f.1: not an IPv4 address", "^");
	refuses("0x7f000001", "0x7f000001: not an IPv4 address", "^");
	refuses("0X7F.0.0x0.1", "0X7F.0.0x0.1: not an IPv4 address", "^");
	refuses(".", ".: not an IPv4 address", "^");
	parts("0x7f.example", "0x7f.example", NULL, false);
	parts("1e3", "1e3", NULL, false);
}

static void
test_more_than_a_million_hosts_are_refused_at_once(void **state)
{
	struct hostlist *hl = new_list(false);
	static char text[2 * 1000001];
	size_t i;

	(void)state;
	refuses("n[0-999999999]", "n[0-999999999]: more than 1000000 hosts",
	    " ^");
	refuses("n[0-999999999999999999,0-999999999999999999]",
	    "n[0-999999999999999999,0-999999999999999999]: "
	    "more than 1000000 hosts",
	    " ^");
	refuses("[0-999]a[0-999]b[0-1]",
	    "[0-999]a[0-999]b[0-1]: more than 1000000 hosts",
	    "                ^");
	refuses("[0-9999999][0-9999999][0-9999999][0-9999999]",
	    "[0-9999999][0-9999999][0-9999999][0-9999999]: "
	    "more than 1000000 hosts",
	    "^");
	refuses("n[1-600000],m[0-400000]",
	    "m[0-400000]: more than 1000000 hosts", " ^");
	add(hl, "n[1-600000],n[1-400000]");
	assert_false(hostlist_add(hl, "x"));
	assert_message(hl, "x: more than 1000000 hosts", "^");
	for (i = 0; i < sizeof(text); i += 2)
		memcpy(text + i, "a\n", 2);
	file_refuses(text, sizeof(text),
	    "hosts:1000001: a: more than 1000000 hosts", "               ^");
	hl = new_list(false);
	assert_true(hostlist_exclude(hl, "n[1-1000000]"));
	assert_false(hostlist_exclude(hl, "n1"));
	assert_message(hl, "n1: more than 1000000 hosts", "^");
	hl = new_list(false);
	assert_false(hostlist_exclude(hl, "n[0-1000000]"));
	assert_message(hl, "n[0-1000000]: more than 1000000 hosts", " ^");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ranges_that_make_no_sense_are_refused),
		cmocka_unit_test(test_an_ipv6_address_takes_no_range),
		cmocka_unit_test(test_bad_addresses_and_ports_are_refused),
		cmocka_unit_test(test_a_port_that_is_too_long_is_refused),
		cmocka_unit_test(test_a_long_entry_is_quoted_around_the_fault),
		cmocka_unit_test(test_a_file_is_refused_with_its_line),
		cmocka_unit_test(test_a_file_like_etc_hosts_is_told_of),
		cmocka_unit_test(
		    test_what_only_looks_like_an_ipv4_address_is_refused),
		cmocka_unit_test(
		    test_more_than_a_million_hosts_are_refused_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
