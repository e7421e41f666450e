/* SPDX-License-Identifier: ISC */
/*
 * A name service that is the test's: these stand in place of libc's functions.
 * Names and addresses are those of a table; what has a gate is not answered
 * before the test opens it.
 */
#ifndef TESTS_UNIT_NAMES_H
#define TESTS_UNIT_NAMES_H

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

struct entry {
	const char *name, *address; /* an address without a name: NULL */
	int error, error_errno;     /* in place of an address */
	sem_t *gate;
};

/* They end with one without an address.  Where no others are given, names lead
 * back to their addresses. */
static const struct entry *entries, *reversed;
static pthread_mutex_t names_lock = PTHREAD_MUTEX_INITIALIZER;
static int lists, answers; /* not freed; given: under the lock */
static int gated;          /* have come to their gate: under the lock */

static inline int
count_lists(int change)
{
	int n;

	pthread_mutex_lock(&names_lock);
	n = lists += change;
	if (change > 0)
		answers++;
	pthread_mutex_unlock(&names_lock);
	return n;
}

static inline int
count_answers(void)
{
	int n;

	pthread_mutex_lock(&names_lock);
	n = answers;
	pthread_mutex_unlock(&names_lock);
	return n;
}

static inline int
count_gated(int change)
{
	int n;

	pthread_mutex_lock(&names_lock);
	n = gated += change;
	pthread_mutex_unlock(&names_lock);
	return n;
}

static inline bool
read_address(const char *text, struct sockaddr_storage *ss)
{
	struct sockaddr_in *in = (struct sockaddr_in *)ss;
	struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)ss;

	memset(ss, 0, sizeof(*ss));
	ss->ss_family = AF_INET;
	if (inet_pton(AF_INET, text, &in->sin_addr) == 1)
		return true;
	ss->ss_family = AF_INET6;
	return inet_pton(AF_INET6, text, &in6->sin6_addr) == 1;
}

static inline struct addrinfo *
make_info(const struct sockaddr_storage *ss, struct addrinfo *next)
{
	struct addrinfo *ai = calloc(1, sizeof(*ai) + sizeof(*ss));

	assert_non_null(ai);
	ai->ai_family = ss->ss_family;
	ai->ai_addr = (struct sockaddr *)(ai + 1);
	ai->ai_addrlen = sizeof(*ss);
	memcpy(ai->ai_addr, ss, sizeof(*ss));
	ai->ai_next = next;
	return ai;
}

static inline struct addrinfo *
list_of(const char *name, int family)
{
	const struct entry *e;
	struct addrinfo *list = NULL;
	struct sockaddr_storage ss;

	for (e = entries; e->address != NULL; e++)
		if (e->name != NULL && strcmp(e->name, name) == 0 &&
		    read_address(e->address, &ss) &&
		    (family == AF_UNSPEC || family == ss.ss_family))
			list = make_info(&ss, list);
	return list;
}

int
getaddrinfo(const char *name, const char *port, const struct addrinfo *hints,
    struct addrinfo **list)
{
	const struct entry *e;
	struct sockaddr_storage ss;

	(void)port;
	*list = NULL;
	if (read_address(name, &ss))
		*list = make_info(&ss, NULL);
	else if (hints->ai_flags & AI_NUMERICHOST)
		return EAI_NONAME;
	for (e = entries; *list == NULL && e->address != NULL; e++) {
		if (e->name == NULL || strcmp(e->name, name) != 0)
			continue;
		if (e->gate != NULL)
			count_gated(1);
		while (e->gate != NULL && sem_wait(e->gate) == -1)
			continue;
		errno = e->error_errno;
		if (e->error != 0)
			return e->error;
		*list = list_of(name, hints->ai_family);
	}
	if (*list == NULL)
		return EAI_NONAME;
	count_lists(1);
	return 0;
}

void
freeaddrinfo(struct addrinfo *list)
{
	struct addrinfo *next;

	for (; list != NULL; list = next) {
		next = list->ai_next;
		free(list);
	}
	count_lists(-1);
}

int
getnameinfo(const struct sockaddr *sa, socklen_t len, char *host,
    socklen_t host_len, char *port, socklen_t port_len, int flags)
{
	const struct entry *e;
	char text[INET6_ADDRSTRLEN];

	(void)len;
	(void)port;
	(void)port_len;
	assert_int_equal(flags, NI_NAMEREQD);
	inet_ntop(sa->sa_family,
	    sa->sa_family == AF_INET ?
		(const void *)&((const struct sockaddr_in *)sa)->sin_addr :
		(const void *)&((const struct sockaddr_in6 *)sa)->sin6_addr,
	    text, sizeof(text));
	for (e = reversed != NULL ? reversed : entries; e->address != NULL;
	     e++) {
		if (strcmp(e->address, text) != 0)
			continue;
		errno = e->error_errno;
		if (e->error != 0)
			return e->error;
		strncpy(host, e->name, host_len);
		return 0;
	}
	return EAI_NONAME;
}

#endif
