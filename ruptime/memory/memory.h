/* SPDX-License-Identifier: ISC */
/*
 * What is remembered of hosts between runs, a file per user: when each was last
 * seen up, and what uptime it told then.
 *
 * Whoever asks hosts for a table or an export calls memory_look() when all have
 * been asked, before anything is printed; host.past is what is known then.  A
 * host is remembered by its name as it was given, one that was found by
 * host.found_as, and where its port is not the usual one with that.  Found ones
 * are remembered for four days after they were last up, and as long as they are
 * so, they are hosts like those that are named:
 *
 * - where no host is named, memory_found() tells which ones to ask again, at
 *   the address that they last answered at;
 * - where a network is searched and one of its addresses does not answer, it is
 *   a host that is down where past.last_up is not -1, else it is nobody.
 */
#ifndef RUPTIME_MEMORY_H
#define RUPTIME_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/hostport.h"
#include "ruptime/memory/past.h"
#include "ruptime/reply/host.h"

struct memory;

/* A host that was found, and is still remembered. */
struct memory_host {
	const char *found_as; /* what it is remembered by */
	const char *name;     /* that it was shown by, with its port likewise */
	const char *address;  /* to ask, without brackets, with its zone */
	uint16_t port;        /* 0: unknown */
};

/* Now, by our clocks. */
struct moment memory_now(void);

/* The user's; NULL where there is none, or no memory of the other kind.  The
 * usual port is that of the service, whatever this run asks at; 0: it is looked
 * up when it is needed. */
struct memory *memory_new(uint16_t usual_port);

/* NULL is allowed, here and in the next two: nothing is known then. */
void memory_free(struct memory *m);

/*
 * Take in what has become of n hosts, and set past of each.  Those that are
 * pending were not looked at.  May be called again, as the live view does.
 * What can't be read or written is told once, where log_is_verbose(), and where
 * nothing can, past.known is false: it is as if there was no memory.
 */
void memory_look(struct memory *m, struct host *hosts, size_t n);

/* The usual port, looked up now if it has to be. */
uint16_t memory_port(struct memory *m);

/* What it is remembered by: a text of the host's, or buf. */
const char *memory_key(struct memory *m, const struct host *h,
    char buf[static HOSTPORT_TEXT_MAX]);

/* Call each() for the hosts that were found and are remembered, until it
 * returns false; what it is given is valid meanwhile. */
void memory_found(struct memory *m,
    bool (*each)(void *arg, const struct memory_host *h), void *arg);

/*
 * Drop n hosts, by what they are remembered by or the names that they were
 * shown by, which have their port where it is not the usual one.  Returns how
 * many there were; -1 where it was said why not.
 */
int memory_forget(struct memory *m, const char *const *names, size_t n);

#endif
