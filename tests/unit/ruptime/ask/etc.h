/* SPDX-License-Identifier: ISC */
/*
 * Files like /etc/hosts in an /etc that holds nothing else, beside a network
 * that is loopback only; and what is known of their names against what
 * getaddrinfo(3) says of the same name at the same time.
 */
#ifndef TESTS_UNIT_ETC_H
#define TESTS_UNIT_ETC_H

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

static inline void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static inline bool
raise_loopback(void)
{
	struct ifreq ifr = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	int rc = ioctl(fd, SIOCSIFFLAGS, &ifr);

	close(fd);
	return rc == 0;
}

static inline bool
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
static inline bool
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

static inline int
set_up(void **state)
{
	(void)state;
	write_file("/etc/nsswitch.conf", "hosts: files\n");
	write_file("/etc/host.conf", "multi on\n");
	names = localnames_new();
	return names == NULL ? -1 : 0;
}

static inline int
tear_down(void **state)
{
	(void)state;
	localnames_release(names);
	return 0;
}

/* An answer as text, which takes the list. */
static inline void
write_answer(int error, struct addrinfo *list, char text[static ANSWER_MAX])
{
	const struct addrinfo *ai;
	char host[HOSTPORT_HOST_MAX], port[NI_MAXSERV];

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
static inline bool
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
static inline void
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
static inline int64_t
age_ns(const char *path)
{
	struct timespec now;
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)(now.tv_sec - st.st_ctim.tv_sec) * 1000000000 +
	    (now.tv_nsec - st.st_ctim.tv_nsec);
}

static inline void
wait_until_it_may_be_used(const char *path)
{
	while (age_ns(path) <= 2 * TICK_NS)
		poll(NULL, 0, 1);
}

static inline uint32_t
draw(uint32_t n)
{
	static uint32_t x = 1;

	x = x * 1664525 + 1013904223;
	return (x >> 8) % n;
}

static inline void
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

static inline void
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

/* Of names of random files, for all families.  How many were found. */
static inline unsigned
check_random_files(unsigned rounds)
{
	static const int families[] = { AF_UNSPEC, AF_INET, AF_INET6 };
	unsigned host, family, found = 0;
	char name[32];

	while (rounds-- > 0) {
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
	return found;
}

#define NAMES(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

#endif
