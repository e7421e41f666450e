/* SPDX-License-Identifier: ISC */
/*
 * A descriptor that is waited for, and closed when it is not any more.  child.c
 * has three of each child.
 */
#include <unistd.h>

#include "common/watched.h"

int
watched_begin(struct watched *w, struct event_base *base, int fd,
    event_callback_fn call, void *arg)
{
	w->fd = fd;
	event_assign(&w->event, base, fd, EV_READ | EV_PERSIST, call, arg);
	return event_add(&w->event, NULL);
}

void
watched_end(struct watched *w)
{
	if (w->fd == -1)
		return;
	event_del(&w->event);
	close(w->fd);
	w->fd = -1;
}
