/* SPDX-License-Identifier: ISC */
/* What the service manager hears of the server, if there is one. */
#ifndef RUPTIMED_MANAGER_H
#define RUPTIMED_MANAGER_H

#include <stddef.h>
#include <stdint.h>

struct event_base;
struct manager;

/* status(arg, buf, size) writes what the server is doing.  NULL with errno. */
struct manager *manager_new(struct event_base *base,
    void (*status)(void *arg, char *buf, size_t size), void *arg);

/* To start takes as long as that, at most: the trial run may be slow. */
void manager_tell_starting(uint64_t limit_ms);

/* Clients are answered.  From here on it hears that the loop turns, if it
 * wants to. */
void manager_tell_serving(struct manager *m);

/* To stop takes as long as that, at most: whoever waits is answered. */
void manager_tell_stopping(uint64_t limit_ms);

/* NULL is allowed. */
void manager_free(struct manager *m);

#endif
