/* SPDX-License-Identifier: ISC */
/* One host's life: look its name up, connect, receive, try again. */
#ifndef RUPTIME_QUERY_H
#define RUPTIME_QUERY_H

#include <stddef.h>

#include "common/net.h"
#include "ruptime/reply/answer.h"
#include "ruptime/reply/state.h"

struct addresses;
struct context;
struct query;
struct resolver_calls;
struct target;

/* What a query has come to; it is the query's. */
struct query_end {
	enum state state;   /* STATE_PENDING as long as it is not done */
	const char *detail; /* why it is not up, one line from us, or the
			     * server's; "" where the state says it all */
	const struct answer *answer; /* the reply */
	double ms; /* from the connect to the end of the reply, of one that
		    * has ended */
};

/* What the resolver that queries share is to call. */
extern const struct resolver_calls query_resolver_calls;

/*
 * Begin to ask target, which must stay, by the known addresses, which become
 * the query's, or, NULL, those that are found; of one that is only searched for
 * there is one attempt.  The context's functions are called with arg, later,
 * never from within this call.  The query is freed by query_free() only.  NULL
 * with errno.
 */
struct query *query_start(const struct context *context,
    const struct target *target, struct addresses *known, void *arg);

/* Take the addresses of a query that is done, in place of those of as. */
void query_take_addresses(struct query *q, struct addresses *as);

struct query_end query_end(const struct query *q);

/* What the last attempt of a query that is not done has come to, and why. */
struct query_end query_last(const struct query *q);

/* The address that the state is about, without the port; NULL where none was
 * asked. */
const char *query_get_address(const struct query *q,
    char buf[static NET_TEXT_MAX]);

/* What a query that is not done does now, and why the last attempt failed if
 * one has: one line, in buf, which it returns. */
const char *query_describe(const struct query *q, char *buf, size_t size);

/* End it if it is not done, and free.  NULL is allowed. */
void query_free(struct query *q);

#endif
