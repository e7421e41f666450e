/* SPDX-License-Identifier: ISC */
/*
 * One host's life: look its name up, connect, receive, try again.
 */
#ifndef RUPTIME_QUERY_H
#define RUPTIME_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/net.h"
#include "ruptime/answer.h"
#include "ruptime/state.h"

struct event_base;
struct query;
struct resolver;

/* What all queries of a run share; stays valid as long as they do. */
struct query_context {
	struct event_base *base;
	struct resolver *resolver;
	int family;       /* AF_UNSPEC, AF_INET, AF_INET6 */
	unsigned retries; /* after the first attempt; not counted with wait */
	uint32_t timeout_ms; /* for all of a host's attempts; 0: none */
	bool wait;           /* until the host answers */
	/* New bytes of a reply that is not the server's own error; NULL: none
	 * wanted. */
	void (*data)(void *arg, const char *data, size_t len);
	/* An attempt has failed and will be repeated; NULL: not wanted. */
	void (*again)(void *arg);
	void (*done)(void *arg);
};

/*
 * Begin to ask ep, whose port is a number as text ("" for a path), and call
 * the context's functions with arg, later, never from within this call.  The
 * query is freed by query_free() only.  NULL with errno.
 */
struct query *query_start(const struct query_context *context,
    const struct net_endpoint *ep, void *arg);

/* STATE_PENDING as long as it is not done. */
enum state query_get_state(const struct query *q);

/* Why it is not up, one line from us; or the server's error line.  "" where
 * the state says it all. */
const char *query_get_detail(const struct query *q);

/* The reply. */
const struct answer *query_get_answer(const struct query *q);

/* What a query that is not done does now, and why the last attempt failed if
 * one has: one line, in buf, which it returns. */
const char *query_describe(const struct query *q, char *buf, size_t size);

/* End it if it is not done, and free.  NULL is allowed. */
void query_free(struct query *q);

/* For the resolver that the context names: its arg is the query. */
extern const struct resolver_calls query_resolver_calls;

#endif
