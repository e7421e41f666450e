/* SPDX-License-Identifier: ISC */
/*
 * The reply of one connection, as it arrives.
 */
#ifndef RUPTIME_RECEIVE_H
#define RUPTIME_RECEIVE_H

#include "ruptime/answer.h"

struct event_base;
struct receive;

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

/*
 * Add to answer what arrives on the connected, non-blocking fd, which is
 * closed at the end.  The calls come later, never from within this one.  NULL
 * with errno, and fd closed.
 */
struct receive *receive_start(struct event_base *base, int fd,
    struct answer *answer, const struct receive_calls *calls, void *arg);

/* Stop, and close the descriptor.  NULL is allowed. */
void receive_cancel(struct receive *r);

#endif
