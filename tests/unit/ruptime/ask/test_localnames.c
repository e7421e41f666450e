/* SPDX-License-Identifier: ISC */
/*
 * What is known of the names in /etc/hosts, against what getaddrinfo(3) says of
 * the same name at the same time, over files that are made up here.  They are
 * in a mount namespace of our own, beside a network that is loopback only.
 */
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <arpa/inet.h>
#include <net/if.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "ruptime/ask/localnames.h"
#include "ruptime/ask/lookup.h"

enum { PATIENCE_MS = 20000, ANSWER_MAX = 4096 };

/* A change within this time of another one may leave no mark. */
enum { TICK_NS = 20 * 1000 * 1000 };

static struct localnames *names;

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static bool
raise_loopback(void)
{
	struct ifreq ifr = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	int rc = ioctl(fd, SIOCSIFFLAGS, &ifr);

	close(fd);
	return rc == 0;
}

static bool
map_ids(uid_t uid, gid_t gid)
{
	char text[64];
	FILE *f;

	f = fopen("/proc/self/setgroups", "w");
	if (f == NULL || fputs("deny", f) < 0 || fclose(f) == EOF)
		return false;
	f = fopen("/proc/self/uid_map", "w");
	snprintf(text, sizeof(text), "0 %u 1\n", (unsigned)uid);
	if (f == NULL || fputs(text, f) < 0 || fclose(f) == EOF)
		return false;
	f = fopen("/proc/self/gid_map", "w");
	snprintf(text, sizeof(text), "0 %u 1\n", (unsigned)gid);
	return f != NULL && fputs(text, f) >= 0 && fclose(f) == 0;
}

/* An /etc that holds nothing but what the tests write. */
static bool
enter_room(void)
{
	uid_t uid = geteuid();
	gid_t gid = getegid();

	if (uid != 0 && (unshare(CLONE_NEWUSER) == -1 || !map_ids(uid, gid)))
		return false;
	return unshare(CLONE_NEWNS | CLONE_NEWNET) == 0 &&
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
	    mount("none", "/etc", "tmpfs", 0, NULL) == 0 && raise_loopback();
}

static int
set_up(void **state)
{
	(void)state;
	write_file("/etc/nsswitch.conf", "hosts: files\n");
	write_file("/etc/host.conf", "multi on\n");
	names = localnames_new();
	return names == NULL ? -1 : 0;
}

static int
tear_down(void **state)
{
	(void)state;
	localnames_release(names);
	return 0;
}

/* An answer as text, which takes the list. */
static void
write_answer(int error, struct addrinfo *list, char text[static ANSWER_MAX])
{
	const struct addrinfo *ai;
	char host[NI_MAXHOST], port[NI_MAXSERV];

	sprintf(text, "%d", error);
	for (ai = list; ai != NULL; ai = ai->ai_next) {
		assert_int_equal(getnameinfo(ai->ai_addr, ai->ai_addrlen, host,
				     sizeof(host), port, sizeof(port),
				     NI_NUMERICHOST | NI_NUMERICSERV),
		    0);
		sprintf(text + strlen(text), " %d/%d/%d %s:%s", ai->ai_family,
		    ai->ai_socktype, ai->ai_protocol, host, port);
	}
	if (list != NULL)
		freeaddrinfo(list);
}

/* That by way of the names the answer is the system's.  Whether it was found
 * there. */
static bool
check(const char *name, int family)
{
	char ours[ANSWER_MAX], systems[ANSWER_MAX];
	struct addrinfo *list;
	bool found = localnames_find(names, name, "4000", family, &list);
	int error;

	if (found)
		freeaddrinfo(list);
	error = lookup_addresses(names, name, "4000", family, &list);
	write_answer(error, list, ours);
	error = lookup_addresses(NULL, name, "4000", family, &list);
	write_answer(error, list, systems);
	if (strcmp(ours, systems) != 0)
		fail_msg("%s, family %d: %s, the system says %s", name, family,
		    ours, systems);
	return found;
}

/* A name that is in the file is found as soon as it has stood for a moment. */
static void
settle(const char *name)
{
	struct addrinfo *list;
	int ms;

	for (ms = 0; !localnames_find(names, name, "1", AF_UNSPEC, &list);
	     ms++) {
		assert_true(ms < PATIENCE_MS);
		poll(NULL, 0, 1);
	}
	freeaddrinfo(list);
}

/* How long a file has stood. */
static int64_t
age_ns(const char *path)
{
	struct timespec now;
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)(now.tv_sec - st.st_ctim.tv_sec) * 1000000000 +
	    (now.tv_nsec - st.st_ctim.tv_nsec);
}

static void
wait_until_it_may_be_used(const char *path)
{
	while (age_ns(path) <= 2 * TICK_NS)
		poll(NULL, 0, 1);
}

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
		{ "both", false, true, true },
		{ "several", false, false, false },
		{ "several6", false, false, false },
		{ "mapped", true, false, true },
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
	    "::ffff:10.0.0.8 mapped\n::1 loopback6\nfe80::1 link\n"
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

static uint32_t
draw(uint32_t n)
{
	static uint32_t x = 1;

	x = x * 1664525 + 1013904223;
	return (x >> 8) % n;
}

static void
add_address(FILE *f)
{
	static const char *const odd[] = { "::1", "127.0.0.1", "fe80::1",
		"::ffff:10.1.1.1", "10.0.0.300", "10.1", "2001:db8::g",
		"FE80::A", "0.0.0.0", "::", "255.255.255.255", "x" };
	uint32_t kind = draw(10);

	if (kind < 6)
		fprintf(f, "10.0.%u.%u", draw(256), draw(256));
	else if (kind < 9)
		fprintf(f, "2001:db8::%x", draw(65536));
	else
		fputs(odd[draw(sizeof(odd) / sizeof(odd[0]))], f);
}

static const char *
pick(const char *const *of, uint32_t n)
{
	return of[draw(n)];
}

static void
write_random_hosts(uint32_t lines, uint32_t hosts)
{
	static const char *const blanks[] = { " ", "\t", "  ", " \t ", "\v",
		"\f", "\r" };
	static const char *const before[] = { "node", "Node", "NODE", "", "n#",
		"\303\274" };
	static const char *const behind[] = { "", "", "", ".lab", ".", "x" };
	static const char *const ends[] = { "\n", "\n", "\n", "\r\n", " \n",
		" # node1\n", "#\n", "\n\n", "\n# x\n" };
	FILE *f = fopen("/etc/hosts", "w");
	uint32_t i, j;

	assert_non_null(f);
	for (i = 0; i < lines; i++) {
		if (draw(10) == 0)
			fputs(pick(blanks, 7), f);
		add_address(f);
		for (j = draw(4); j > 0; j--) {
			fputs(pick(blanks, 7), f);
			fprintf(f, "%s%u%s", pick(before, draw(4) > 0 ? 1 : 6),
			    draw(hosts), pick(behind, draw(4) > 0 ? 1 : 6));
		}
		if (i + 1 < lines || draw(2) == 0)
			fputs(pick(ends, 9), f);
	}
	fputs("\n10.99.99.99 settled\n", f);
	assert_int_equal(fclose(f), 0);
}

/* Half of the names have several lines, some none. */
static void
test_random_files(void **state)
{
	static const int families[] = { AF_UNSPEC, AF_INET, AF_INET6 };
	char name[32];
	unsigned round, host, family, found = 0;

	(void)state;
	for (round = 0; round < 20; round++) {
		write_random_hosts(60, 40);
		settle("settled");
		for (host = 0; host < 40; host++)
			for (family = 0; family < 3; family++) {
				sprintf(name, "node%u", host);
				found += check(name, families[family]);
				sprintf(name, "NODE%u.lab", host);
				found += check(name, families[family]);
			}
	}
	print_message("found %u\n", found);
	assert_true(found > 500);
}

/* glibc takes the first line only. */
static void
test_multi_off(void **state)
{
	(void)state;
	write_file("/etc/host.conf", "multi off\n");
	write_file("/etc/hosts", "10.0.0.1 two one\n10.0.0.2 two\n");
	settle("one");
	assert_false(check("two", AF_UNSPEC));
	assert_false(check("two", AF_INET));
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

#define NAMES(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		NAMES(test_names_of_all_kinds), NAMES(test_random_files),
		NAMES(test_a_file_that_changes),
		NAMES(test_a_change_that_leaves_no_mark),
		NAMES(test_files_are_not_first), NAMES(test_what_is_no_file),
		NAMES(test_it_is_kept_as_long_as_it_is_held),
		NAMES(test_multi_off), /* is last: libc reads that once */
	};

	if (!enter_room()) {
		puts("1..0 # SKIP needs namespaces");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
