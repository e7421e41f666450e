/* SPDX-License-Identifier: ISC */
/* What clients get: access, group commit, runs and replies. */
#ifndef RUPTIMED_DISPATCHER_H
#define RUPTIMED_DISPATCHER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "ruptimed/options.h"

struct event_base;
struct dispatcher;

struct dispatcher_calls {
	/* Clients have left or were answered: there may be room, or an end. */
	void (*changed)(void *arg);
	/* The trial run has ended, well or, logged, not. */
	void (*tried)(void *arg, bool good);
};

/* For at most max_clients at once; soft_nofile is for the command.  Keeps o
 * and calls, which must stay valid.  NULL with errno. */
struct dispatcher *dispatcher_new(const struct options *o,
    struct event_base *base, unsigned max_clients, rlim_t soft_nofile,
    const struct dispatcher_calls *calls, void *arg);

/* Run the command though nobody has asked; calls->tried tells how it went. */
void dispatcher_try(struct dispatcher *d);

/* Whether one more client fits, if need be in place of one that is only being
 * drained. */
bool dispatcher_has_room(struct dispatcher *d);

/* A client was accepted on fd, which is the dispatcher's from here on.  False
 * where memory is short; the client is gone then. */
bool dispatcher_take(struct dispatcher *d, int fd,
    const struct sockaddr_storage *sa, socklen_t len);

/* A turn of taking clients is over: start the run that they wait for, which
 * all who came together share, and tidy up. */
void dispatcher_end_turn(struct dispatcher *d);

/* Tell all who wait for a run that there will be none. */
void dispatcher_give_up(struct dispatcher *d);

/* Clients that are there, and those of them without their whole reply. */
size_t dispatcher_clients(const struct dispatcher *d);
size_t dispatcher_unanswered(const struct dispatcher *d);

/* Whether there is neither a client nor a run. */
bool dispatcher_is_idle(const struct dispatcher *d);

/* All counters in one line: "accepted 3, answered 2, ...".  Returns buf. */
const char *dispatcher_describe(const struct dispatcher *d, char *buf,
    size_t size);

/* Kill a run under way, close all clients and free.  NULL is allowed. */
void dispatcher_free(struct dispatcher *d);

#endif
