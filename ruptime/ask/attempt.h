/* SPDX-License-Identifier: ISC */
/* One attempt at a host: connect and receive, or run a command. */
#ifndef RUPTIME_ATTEMPT_H
#define RUPTIME_ATTEMPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ruptime/ask/addresses.h"
#include "ruptime/reply/answer.h"
#include "ruptime/reply/state.h"

struct attempt;
struct context;

/* Whether another attempt may come to something else. */
enum attempt_next {
	ATTEMPT_IS_LAST,   /* it is the answer, or what was printed of it */
	ATTEMPT_HOPELESS,  /* not soon */
	ATTEMPT_TRANSIENT, /* a moment later */
	ATTEMPT_AFRESH     /* at once: it was only given up on */
};

struct attempt_end {
	enum state state;
	enum attempt_next next;
	size_t index;       /* of the address that this is about */
	const char *detail; /* valid during the call */
	double ms;          /* from the start of the connection that it is
			     * about, or of the command, to its end */
};

struct attempt_calls {
	/* There is more in the answer. */
	void (*more)(void *arg);
	/* That is what it came to; the attempt is gone. */
	void (*done)(void *arg, const struct attempt_end *end);
};

/*
 * Connect to the first of addresses, at least one, that answers, and add its
 * reply to answer; within left_ms, unless 0, each is begun.  Addresses and
 * answer must stay.  The calls come later, never from within this one.  NULL
 * with errno.
 */
struct attempt *attempt_connect(const struct context *context,
    const struct addresses *addresses, uint32_t left_ms, struct answer *answer,
    const struct attempt_calls *calls, void *arg);

/* The same by the context's command for host and port. */
struct attempt *attempt_command(const struct context *context, const char *host,
    const char *port, struct answer *answer, const struct attempt_calls *calls,
    void *arg);

/* Whether nobody has answered yet. */
bool attempt_is_connecting(const struct attempt *a);

/* "connecting to 10.0.0.11:4000", in buf, which it returns. */
const char *attempt_describe(const struct attempt *a, char *buf, size_t size);

/* What one that is out of time after s seconds has failed to do, the same. */
const char *attempt_blame(const struct attempt *a, double s, char *buf,
    size_t size);

/* The index of the address that it is about just now. */
size_t attempt_index(const struct attempt *a);

/* End one that is not done.  NULL is allowed. */
void attempt_cancel(struct attempt *a);

#endif
