/* SPDX-License-Identifier: ISC */
/* The replies of many connections, as they arrive. */
#ifndef RUPTIME_RECEIVE_H
#define RUPTIME_RECEIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "ruptime/reply/answer.h"

struct event_base;
struct receive;
struct receiver; /* all receives of one event loop */

enum receive_result {
	RECEIVE_END,      /* the peer has closed in order */
	RECEIVE_TOO_LONG, /* more than PROTO_REPLY_MAX bytes */
	RECEIVE_BROKEN    /* an errno says why */
};

struct receive_calls {
	/* There is more in the answer. */
	void (*more)(void *arg);
	/* That was all; the receive is gone, and its descriptor closed. */
	void (*done)(void *arg, enum receive_result result, int error);
};

/* NULL with errno. */
struct receiver *receiver_new(struct event_base *base);

/* All its receives have to be gone.  NULL is allowed. */
void receiver_free(struct receiver *rr);

/*
 * Read from the connections that were never looked at, the oldest first, until
 * only keep of them are left; one that has nothing yet is watched from then on.
 * Without this call the loop does so when it next comes round.  A connection
 * that is given the time of some others to answer never costs an event.
 */
void receiver_look(struct receiver *rr, size_t keep);

/*
 * Add to answer what arrives on the non-blocking fd, which may still be
 * connecting, and is closed at the end.  The calls come later, never from
 * within this one.  NULL with errno, and fd closed.
 */
struct receive *receive_start(struct receiver *rr, int fd,
    struct answer *answer, const struct receive_calls *calls, void *arg);

/* Whether the connection stands, or stood. */
bool receive_is_connected(const struct receive *r);

/* Stop, and close the descriptor.  NULL is allowed. */
void receive_cancel(struct receive *r);

#endif
