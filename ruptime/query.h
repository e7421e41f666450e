/* SPDX-License-Identifier: ISC */
/*
 * One host's life: look its name up, connect, receive, try again.
 */
#ifndef RUPTIME_QUERY_H
#define RUPTIME_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>

#include "common/net.h"
#include "ruptime/answer.h"
#include "ruptime/state.h"

struct command_pool;
struct event_base;
struct query;
struct receiver;
struct resolver;
struct template;

/* What all queries of a run share; stays valid as long as they do. */
struct query_context {
	struct event_base *base;
	struct resolver *resolver;
	struct receiver *receiver;
	const struct template *command; /* run it; NULL: connect */
	struct command_pool *pool;      /* with a command only */
	rlim_t soft_nofile;             /* that commands are given */
	size_t *spare;    /* descriptors beside one a host; NULL: any number */
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

/* Make the base, the resolver, the receiver and the pool of c.  False with
 * errno, and query_context_close() is due all the same. */
bool query_context_open(struct query_context *c);

/* Its queries have to be gone. */
void query_context_close(struct query_context *c);

/*
 * Begin to ask host, a name, an address or a path, at port, a number as text;
 * both must stay.  The context's functions are called with arg, later, never
 * from within this call.  The query is freed by query_free() only.  NULL with
 * errno.
 */
struct query *query_start(const struct query_context *context, const char *host,
    const char *port, void *arg);

/* STATE_PENDING as long as it is not done. */
enum state query_get_state(const struct query *q);

/* Why it is not up, one line from us; or the server's error line.  "" where
 * the state says it all. */
const char *query_get_detail(const struct query *q);

/* The reply. */
const struct answer *query_get_answer(const struct query *q);

/* The address that the state is about, without the port; NULL where none was
 * asked. */
const char *query_get_address(const struct query *q,
    char buf[static NET_TEXT_MAX]);

/* From the connect to the end of the reply, in milliseconds; where it is up. */
double query_get_ms(const struct query *q);

/* What a query that is not done does now, and why the last attempt failed if
 * one has: one line, in buf, which it returns. */
const char *query_describe(const struct query *q, char *buf, size_t size);

/* End it if it is not done, and free.  NULL is allowed. */
void query_free(struct query *q);

#endif
