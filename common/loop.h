/* SPDX-License-Identifier: ISC */
/* The event loop of either program. */
#ifndef COMMON_LOOP_H
#define COMMON_LOOP_H

struct event_base;

/* The priorities of its events: signals are urgent, and come before whatever
 * else there is to do; by default an event is ordinary. */
enum { LOOP_URGENT, LOOP_ORDINARY, LOOP_PRIORITIES };

/*
 * For one thread, whatever the environment says to libevent.  What that calls
 * an error is logged, and, where it can't go on, it ends as fatal() does; its
 * warnings, which an error follows or its functions return, are logged at level
 * debug.  NULL with errno.
 */
struct event_base *loop_new(void);

#endif
