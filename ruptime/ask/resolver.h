/* SPDX-License-Identifier: ISC */
/*
 * Names to addresses without blocking the event loop, by getaddrinfo(3) in
 * threads, so that every source of names that the system has works.
 */
#ifndef RUPTIME_RESOLVER_H
#define RUPTIME_RESOLVER_H

#include <netdb.h>

struct event_base;
struct resolver;
struct resolver_job;

/* Calls in the loop's thread.  A job is taken, once, when a thread begins with
 * it, and then done, once, unless it is cancelled. */
struct resolver_calls {
	void (*taken)(void *arg);
	/* error as of getaddrinfo(3), errno set with EAI_SYSTEM; list is NULL
	 * on error, else the callee's to free by freeaddrinfo(3). */
	void (*done)(void *arg, int error, struct addrinfo *list);
};

/* NULL with errno.  Threads are started only as they are needed. */
struct resolver *resolver_new(struct event_base *base,
    const struct resolver_calls *calls);

/*
 * Look host up for a stream to port, a number as text, in family.  Up to 64
 * look-ups go on at once.  NULL with errno.
 */
struct resolver_job *resolver_start(struct resolver *r, const char *host,
    const char *port, int family, void *arg);

/* Forget a job that is not done: none of its calls will come. */
void resolver_cancel(struct resolver_job *job);

/*
 * Stop watching for answers.  Threads that still wait for one are left behind,
 * with what they need: nothing can stop getaddrinfo(3).  NULL is allowed.
 */
void resolver_free(struct resolver *r);

#endif
