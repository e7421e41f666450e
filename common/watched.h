/* SPDX-License-Identifier: ISC */
/* A descriptor that is waited for, and closed when it is not any more. */
#ifndef COMMON_WATCHED_H
#define COMMON_WATCHED_H

#include <event2/event.h>
#include <event2/event_struct.h>

struct watched {
	int fd; /* -1: none */
	struct event event;
};

/* Call call(fd, EV_READ, arg) whenever there is something to be read of fd,
 * which is w's from here on.  -1 where memory is short. */
int watched_begin(struct watched *w, struct event_base *base, int fd,
    event_callback_fn call, void *arg);

/* Close it, if it is there. */
void watched_end(struct watched *w);

#endif
