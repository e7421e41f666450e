/* SPDX-License-Identifier: ISC */
/*
 * Names in /etc/hosts, well and badly written, while the file changes and while
 * it is not the first source of names.
 */
#include "tests/unit/ruptime/ask/etc.h"

static void
test_names_of_all_kinds(void **state)
{
	static const struct {
		const char *name;
		bool found, found4, found6;
	} cases[] = {
		{ "alpha", true, true, false },
		{ "ALPHA", true, true, false },
		{ "alpha.lab", true, true, false },
		{ "alias", true, true, false },
		{ "alpha.", false, false, false },
		{ "twice.", true, true, false },
		{ "six", true, false, true },
		{ "both", true, true, true },
		{ "several", true, true, false },
		{ "several6", true, true, true },
		{ "mapped", true, false, true },
		{ "mapped2", false, false, false },
		{ "loopback6", true, false, true },
		{ "link", true, false, true },
		{ "cr", true, true, false },
		{ "comment", false, false, false },
		{ "cafe", true, true, false },
		{ "1node", true, true, false },
		{ "256.1.1.1", false, false, false },
		{ "1.2.3.4.5", false, false, false },
		{ "10.9.9.9", false, false, false },
		{ "0x7f000001", true, true, false },
		{ "fe80--1", true, true, false },
		{ "a_b", true, true, false },
		{ "b\303\274cher", false, false, false },
		{ "last", true, true, false },
		{ "nobody", false, false, false },
	};
	size_t i;

	(void)state;
	write_file("/etc/hosts",
	    "10.0.0.1 alpha.lab alpha alias\n"
	    "10.0.0.2 twice. twice. TWICE.\n"
	    "2001:db8::1 six\n"
	    "10.0.0.3 both\n2001:db8::3 both\n"
	    "10.0.0.4 several\n10.0.0.5 several\n10.0.0.4 several\n"
	    "2001:db8::4 several6\n2001:db8::5 several6\n10.0.0.6 several6\n"
	    "10.0.0.7 several6\n"
	    "::ffff:10.0.0.8 mapped mapped2\n10.0.0.8 mapped2\n"
	    "::1 loopback6\nfe80::1 link\n"
	    "10.0.0.9 cr\r\n#10.0.0.10 comment\n10.0.0.11 x #comment\n"
	    "10.0.0.12 cafe 1node 256.1.1.1 1.2.3.4.5 10.9.9.9 0x7f000001 "
	    "fe80--1 a_b b\303\274cher\n"
	    "10.0.0.256 nobody\n"
	    "10.0.0.13 last");
	settle("last");
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		print_message("%s\n", cases[i].name);
		assert_int_equal(check(cases[i].name, AF_UNSPEC),
		    cases[i].found);
		assert_int_equal(check(cases[i].name, AF_INET),
		    cases[i].found4);
		assert_int_equal(check(cases[i].name, AF_INET6),
		    cases[i].found6);
	}
}

/* What glibc makes of such a line is glibc's to say. */
static void
test_a_last_line_without_an_end(void **state)
{
	(void)state;
	write_file("/etc/hosts", "10.0.0.1 alpha beta\n\t10.0.0.2 beta gamma");
	wait_until_it_may_be_used("/etc/hosts");
	assert_false(check("gamma", AF_UNSPEC));
	assert_false(check("beta", AF_UNSPEC));
	write_file("/etc/hosts", "10.0.0.1 alpha\n10.0.0.2 beta");
	settle("beta");
	assert_true(check("beta", AF_UNSPEC));
}

/* Half of the names have several lines, some none. */
static void
test_random_files(void **state)
{
	(void)state;
	assert_true(check_random_files(10) > 300);
}

static void
test_a_file_that_changes(void **state)
{
	int i;
	char text[64];

	(void)state;
	for (i = 1; i <= 50; i++) {
		sprintf(text, "10.0.0.%d alpha\n10.0.0.200 stays\n", i);
		write_file(i % 2 ? "/etc/hosts.new" : "/etc/hosts", text);
		if (i % 2)
			assert_int_equal(rename("/etc/hosts.new", "/etc/hosts"),
			    0);
		check("alpha", AF_UNSPEC);
		if (i % 10 == 0)
			settle("stays");
		check("alpha", AF_UNSPEC);
	}
	settle("stays");
	assert_int_equal(unlink("/etc/hosts"), 0);
	assert_false(check("stays", AF_UNSPEC));
}

/* What has just been written may be written again without a mark. */
static void
test_a_change_that_leaves_no_mark(void **state)
{
	struct addrinfo *list;
	bool found;
	int seen, i;

	(void)state;
	for (seen = 0, i = 0; seen < 20; i++) {
		assert_true(i < PATIENCE_MS);
		write_file("/etc/hosts",
		    i % 2 ? "10.0.0.1 alpha\n" : "10.0.0.2 alpha\n");
		found = localnames_find(names, "alpha", "1", AF_UNSPEC, &list);
		if (found)
			freeaddrinfo(list);
		if (age_ns("/etc/hosts") >= TICK_NS)
			continue;
		assert_false(found);
		seen++;
	}
	settle("alpha");
}

static void
test_files_are_not_first(void **state)
{
	(void)state;
	write_file("/etc/hosts", "10.0.0.1 alpha\n");
	settle("alpha");
	write_file("/etc/nsswitch.conf", "hosts: dns\n");
	wait_until_it_may_be_used("/etc/nsswitch.conf");
	assert_false(check("alpha", AF_UNSPEC));
	write_file("/etc/nsswitch.conf", "hosts: dns files\n");
	wait_until_it_may_be_used("/etc/nsswitch.conf");
	assert_false(check("alpha", AF_UNSPEC));
	write_file("/etc/nsswitch.conf",
	    "hosts: files [SUCCESS=continue] dns\n");
	wait_until_it_may_be_used("/etc/nsswitch.conf");
	assert_false(check("alpha", AF_UNSPEC));
	write_file("/etc/nsswitch.conf",
	    "hosts: files [NOTFOUND=return] dns\n");
	settle("alpha");
	check("beta", AF_UNSPEC);
	assert_int_equal(unlink("/etc/nsswitch.conf"), 0);
	assert_false(check("alpha", AF_UNSPEC));
}

/* Then the order of several addresses is glibc's to find out. */
static void
test_settings_of_the_order(void **state)
{
	(void)state;
	write_file("/etc/hosts", "10.0.0.1 one\n10.0.0.2 two\n::2 two\n");
	write_file("/etc/gai.conf", "# label ::1/128 0\n\n");
	settle("one");
	check("two", AF_UNSPEC);
	assert_true(check("two", AF_INET));
	write_file("/etc/hosts", "10.0.0.1 one\n10.0.0.2 two\n10.0.0.3 two\n");
	settle("one");
	assert_true(check("two", AF_UNSPEC));
	localnames_release(names);
	names = localnames_new();
	write_file("/etc/gai.conf", "precedence ::ffff:0:0/96 100\n");
	assert_false(check("two", AF_UNSPEC));
	assert_true(check("one", AF_UNSPEC));
	assert_int_equal(unlink("/etc/gai.conf"), 0);
	/* One that is there and says nothing that we could read. */
	localnames_release(names);
	names = localnames_new();
	assert_int_equal(mkdir("/etc/gai.conf", 0700), 0);
	assert_false(check("two", AF_UNSPEC));
	assert_int_equal(rmdir("/etc/gai.conf"), 0);
	localnames_release(names);
	names = localnames_new();
	assert_int_equal(setenv("RESOLV_MULTI", "off", 1), 0);
	assert_false(check("two", AF_UNSPEC));
	assert_int_equal(unsetenv("RESOLV_MULTI"), 0);
}

/* Nothing waits for what is no file. */
static void
test_what_is_no_file(void **state)
{
	struct addrinfo *list;

	(void)state;
	unlink("/etc/hosts");
	assert_int_equal(mkfifo("/etc/hosts", 0600), 0);
	assert_false(localnames_find(names, "alpha", "1", AF_UNSPEC, &list));
	assert_int_equal(unlink("/etc/hosts"), 0);
}

static void
test_it_is_kept_as_long_as_it_is_held(void **state)
{
	struct localnames *held = localnames_hold(names);
	struct addrinfo *list;

	(void)state;
	write_file("/etc/hosts", "10.0.0.1 alpha\n");
	settle("alpha");
	localnames_release(names);
	names = NULL;
	assert_true(localnames_find(held, "alpha", "1", AF_UNSPEC, &list));
	freeaddrinfo(list);
	localnames_release(held);
	assert_null(localnames_hold(NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		NAMES(test_names_of_all_kinds),
		NAMES(test_a_last_line_without_an_end),
		NAMES(test_random_files),
		NAMES(test_a_file_that_changes),
		NAMES(test_a_change_that_leaves_no_mark),
		NAMES(test_files_are_not_first),
		NAMES(test_settings_of_the_order),
		NAMES(test_what_is_no_file),
		NAMES(test_it_is_kept_as_long_as_it_is_held),
	};

	if (!enter_room()) {
		puts("1..0 # SKIP needs namespaces");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
