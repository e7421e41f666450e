/* SPDX-License-Identifier: ISC */
/* Text on its way to a descriptor that takes it as its reader does. */
#ifndef RUPTIME_OUTLET_H
#define RUPTIME_OUTLET_H

#include <stdbool.h>
#include <stddef.h>

struct event_base;
struct outlet;

struct outlet_calls {
	/* It has taken all, which took a while; from the loop. */
	void (*taken)(void *arg);
	/* It takes nothing any more; errno says why.  EPIPE, where SIGPIPE is
	 * ignored, also where there is nothing to take, once there was. */
	void (*gone)(void *arg);
};

/* To fd, which stays the caller's.  NULL with errno. */
struct outlet *outlet_new(struct event_base *base, int fd,
    const struct outlet_calls *calls, void *arg);

/* Send text, which was allocated, is freed and comes behind what is unsent.
 * Never blocks.  With no memory for it text is lost. */
void outlet_put(struct outlet *o, char *text, size_t len);

/* Whether all was taken. */
bool outlet_is_empty(const struct outlet *o);

/* Wait until it has taken all.  False where it takes nothing for so many
 * milliseconds, or has gone: then what is unsent is dropped. */
bool outlet_wait(struct outlet *o, int ms);

/* Free, and drop what is unsent.  NULL is allowed. */
void outlet_free(struct outlet *o);

#endif
