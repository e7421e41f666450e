/* SPDX-License-Identifier: ISC */
/* Takes clients from the listeners to the dispatcher, as long as there is
 * room. */
#ifndef RUPTIMED_ACCEPTOR_H
#define RUPTIMED_ACCEPTOR_H

#include <stdbool.h>

struct acceptor;
struct dispatcher;
struct event_base;
struct listeners;

/*
 * One for these, which must stay; turned(arg) is called when a turn of
 * accepting is over, or accepting goes on after a pause.  NULL with errno.
 */
struct acceptor *acceptor_new(struct event_base *base, struct listeners *ls,
    struct dispatcher *d, void (*turned)(void *arg), void *arg);

/* Begin to accept.  -1, logged. */
int acceptor_begin(struct acceptor *a);

/* There may be room again. */
void acceptor_resume(struct acceptor *a);

/* Take whoever is in the backlogs still, and close each listener that has
 * nobody left. */
void acceptor_close(struct acceptor *a);

/* Accepting pauses: somebody is in a backlog, perhaps. */
bool acceptor_is_paused(const struct acceptor *a);

/* NULL is allowed. */
void acceptor_free(struct acceptor *a);

#endif
