/* SPDX-License-Identifier: ISC */
/*
 * Names with several addresses in /etc/hosts, in networks of several kinds.
 */
#include "tests/unit/ruptime/ask/etc.h"

static void
ip(const char *arguments)
{
	char command[128];

	/* As on a machine that only builds a package. */
	if (system("command -v ip >/dev/null") != 0)
		skip();
	snprintf(command, sizeof(command), "ip %s", arguments);
	if (system(command) != 0)
		fail_msg("%s", command);
}

static void
test_loopback_only(void **state)
{
	static const char *const found[] = { "v4", "v4-back", "v6", "v6-back",
		"mixed", "three" };
	size_t i;

	(void)state;
	write_file("/etc/hosts",
	    "127.0.0.1 v4\n127.0.0.2 v4\n127.0.0.9 v4-back\n"
	    "127.0.0.1 v4-back\n::1 v6\n127.0.0.1 v6\n127.0.0.1 v6-back\n"
	    "::1 v6-back\n10.0.0.1 mixed\n::1 mixed\n127.0.0.1 mixed\n"
	    "10.0.0.1 three\n10.0.0.2 three\n2001:db8::1 three\n"
	    "10.9.9.9 last\n");
	settle("last");
	for (i = 0; i < sizeof(found) / sizeof(found[0]); i++) {
		print_message("%s\n", found[i]);
		assert_true(check(found[i], AF_UNSPEC));
	}
	assert_true(check_random_files(6) > 240);
}

/* Random addresses are in the networks that are there, or beyond them. */
static void
test_both_families(void **state)
{
	(void)state;
	ip("addr add 10.0.0.1/24 dev lo");
	ip("addr add 10.0.7.1/30 dev lo");
	ip("addr add 192.0.2.1/24 dev lo");
	ip("addr add 2001:db8::1/64 dev lo nodad");
	ip("route add 10.0.128.0/17 dev lo src 10.0.0.1");
	ip("route add 203.0.113.0/24 dev lo src 192.0.2.1");
	assert_true(check_random_files(12) > 480);
}

static void
test_a_deprecated_address(void **state)
{
	(void)state;
	write_file("/etc/hosts",
	    "10.0.0.5 one two\n2001:db8::5 two\n10.0.0.6 two\n");
	settle("one");
	assert_true(check("two", AF_UNSPEC));
	ip("addr add 2001:db8::2/64 dev lo nodad preferred_lft 0");
	localnames_release(names); /* which looks at addresses now and then */
	names = localnames_new();
	assert_false(check("two", AF_UNSPEC));
	assert_true(check("one", AF_UNSPEC));
	ip("addr del 2001:db8::2/64 dev lo");
	assert_true(check_random_files(3) > 50);
}

static void
test_no_ipv6(void **state)
{
	FILE *f = fopen("/proc/sys/net/ipv6/conf/all/disable_ipv6", "w");

	(void)state;
	if (f == NULL)
		skip();
	if (fputs("1", f) < 0 || fclose(f) == EOF)
		skip();
	assert_true(check_random_files(6) > 180);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		NAMES(test_loopback_only), NAMES(test_both_families),
		NAMES(test_a_deprecated_address),
		NAMES(test_no_ipv6), /* is last */
	};

	if (!enter_room()) {
		puts("1..0 # SKIP needs namespaces");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
