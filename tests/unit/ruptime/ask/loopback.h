/* SPDX-License-Identifier: ISC */
/*
 * Sockets on loopback for tests to connect to: some answer, some refuse, some
 * hang.
 */
#ifndef TESTS_UNIT_LOOPBACK_H
#define TESTS_UNIT_LOOPBACK_H

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "ruptime/ask/dial.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

enum { FDS_MAX = 1024, FILLERS = 8, DELAY_MS = 250 };

/* How many descriptors we have open. */
static inline int
count_fds(void)
{
	int fd, n = 0;

	for (fd = 0; fd < FDS_MAX; fd++)
		n += fcntl(fd, F_GETFD) != -1;
	return n;
}

static inline void
name_of(int fd, struct dial_address *a)
{
	a->len = sizeof(a->u);
	assert_int_equal(getsockname(fd, &a->u.sa, &a->len), 0);
}

/* Bound but not listening: it refuses, and nobody else gets its port. */
static inline int
bind_tcp(struct dial_address *a)
{
	struct sockaddr_in in = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

	assert_true(fd != -1);
	assert_int_equal(bind(fd, (const void *)&in, sizeof(in)), 0);
	name_of(fd, a);
	return fd;
}

static inline int
listen_tcp(struct dial_address *a)
{
	int fd = bind_tcp(a);

	assert_int_equal(listen(fd, 8), 0);
	return fd;
}

/* A name of the abstract kind, which nothing has to remove. */
static inline int
listen_unix(struct dial_address *a, int backlog)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);

	assert_true(fd != -1);
	assert_int_equal(bind(fd, (const void *)&un, sizeof(sa_family_t)), 0);
	assert_int_equal(listen(fd, backlog), 0);
	name_of(fd, a);
	return fd;
}

static inline void
unix_path(struct dial_address *a, const char *path)
{
	memset(a, 0, sizeof(*a));
	a->len = sizeof(a->u.un);
	a->u.un.sun_family = AF_UNIX;
	strcpy(a->u.un.sun_path, path);
}

/* A listener that answers no SYN any more, and those who fill it. */
struct hole {
	int listener;
	int fillers[FILLERS];
	size_t count;
};

/* False where the last one to come could connect still. */
static inline bool
fill_further(struct hole *h, const struct dial_address *a)
{
	struct pollfd pfd = { .events = POLLOUT };

	pfd.fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	assert_true(pfd.fd != -1);
	h->fillers[h->count++] = pfd.fd;
	if (connect(pfd.fd, &a->u.sa, a->len) == 0)
		return false;
	return poll(&pfd, 1, 50) == 0;
}

static inline void
open_hole(struct hole *h, struct dial_address *a)
{
	h->count = 0;
	h->listener = bind_tcp(a);
	assert_int_equal(listen(h->listener, 0), 0);
	while (h->count < FILLERS)
		if (fill_further(h, a))
			return;
	skip();
}

static inline void
close_hole(struct hole *h)
{
	close(h->listener);
	while (h->count > 0)
		close(h->fillers[--h->count]);
}

static inline bool
nobody_has_come(int listener)
{
	return accept(listener, NULL, NULL) == -1 && errno == EAGAIN;
}

#endif
