/* SPDX-License-Identifier: ISC */
/*
 * Names to addresses, and addresses to names, without blocking the event loop:
 * lookup.h in threads.
 */
#ifndef RUPTIME_RESOLVER_H
#define RUPTIME_RESOLVER_H

#include <netdb.h>
#include <stdbool.h>
#include <sys/resource.h>
#include <sys/socket.h>

struct event_base;
struct resolver;
struct resolver_job;

enum {
	RESOLVER_AT_ONCE = 64, /* look-ups that go on and are waited for */
	RESOLVER_THREADS_MAX = 1024, /* with those that were given up on */
	RESOLVER_THREAD_FDS = 2      /* that each may have open */
};

/* Calls in the loop's thread.  A job is taken, once, when a thread begins with
 * it, and then done, once, unless it is cancelled. */
struct resolver_calls {
	void (*taken)(void *arg);
	/* error as of getaddrinfo(3), errno set with EAI_SYSTEM; list is NULL
	 * on error, else the callee's to free by freeaddrinfo(3). */
	void (*done)(void *arg, int error, struct addrinfo *list);
};

/* Likewise, of an address: its name, valid during the call, or NULL and why as
 * of getnameinfo(3).  Of being taken nothing is told. */
typedef void resolver_named_fn(void *arg, int error, const char *name);

/* So many threads are the most where so many descriptors may be open: each may
 * have two, and all together no more than a quarter.  At least one. */
unsigned resolver_threads_max(rlim_t nofile);

/* NULL with errno.  Threads are started only as they are needed, and no more
 * than the present limit of descriptors allows.  Where many names are to be
 * looked up, /etc/hosts is read once and not for each; where so many can wait
 * for theirs at once that it is worth it, few go on as long as they are quick.
 */
struct resolver *resolver_new(struct event_base *base,
    const struct resolver_calls *calls, bool many, size_t window);

/*
 * Look host up for a stream to port, a number as text, in family.  Up to
 * RESOLVER_AT_ONCE look-ups go on at once, the others wait for their turn.
 * NULL with errno.
 */
struct resolver_job *resolver_start(struct resolver *r, const char *host,
    const char *port, int family, void *arg);

/*
 * Look the name of an address up, and whether it leads back to the address; see
 * lookup_name().  It is a job as any other, to be cancelled by who gives up.
 * NULL with errno.
 */
struct resolver_job *resolver_start_naming(struct resolver *r,
    const struct sockaddr *address, socklen_t len, resolver_named_fn *named,
    void *arg);

/*
 * Forget a job that is not done: none of its calls will come, and the next one
 * has its turn.  Its thread stays as long as the name service lets it wait.
 */
void resolver_cancel(struct resolver_job *job);

/*
 * Stop watching for answers.  Threads that still wait for one are left behind,
 * with what they need: nothing can stop getaddrinfo(3).  NULL is allowed.
 */
void resolver_free(struct resolver *r);

#endif
