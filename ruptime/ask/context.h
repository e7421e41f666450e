/* SPDX-License-Identifier: ISC */
/* What all queries of a run share. */
#ifndef RUPTIME_CONTEXT_H
#define RUPTIME_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>

struct children;
struct event_base;
struct receiver;
struct resolver;
struct resolver_calls;
struct template;

/* Stays valid as long as the queries do. */
struct context {
	struct event_base *base;
	struct resolver *resolver;
	struct receiver *receiver;
	const struct template *command; /* run it; NULL: connect */
	struct children *children;      /* with a command only */
	rlim_t soft_nofile;             /* that commands are given */
	size_t *spare;    /* descriptors beside one a host; NULL: any number */
	bool many_names;  /* are to be looked up */
	size_t window;    /* hosts that are asked at once */
	int family;       /* AF_UNSPEC, AF_INET, AF_INET6 */
	unsigned retries; /* after the first attempt; not counted with wait */
	uint32_t timeout_ms; /* for all of a host's attempts; 0: none */
	bool wait;           /* until the host answers */
	/* New bytes of a reply that is not the server's own error; NULL: none
	 * wanted. */
	void (*data)(void *arg, const char *data, size_t len);
	/* An attempt has failed and will be repeated; NULL: not wanted. */
	void (*again)(void *arg);
	/* It is over; the query may be freed from within. */
	void (*done)(void *arg);
};

/* Make the base, the resolver, which calls these, the receiver and, for a
 * command, the children of c.  False with errno, and context_close() is due all
 * the same. */
bool context_open(struct context *c, const struct resolver_calls *calls);

/* Its queries have to be gone. */
void context_close(struct context *c);

#endif
