/* SPDX-License-Identifier: ISC */
/* What clients get: access, group commit, runs and replies. */
#ifndef RUPTIMED_SERVICE_H
#define RUPTIMED_SERVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "ruptimed/options.h"

struct event_base;
struct service;

struct service_calls {
	/* Clients have left or were answered: there may be room, or an end. */
	void (*changed)(void *arg);
	/* The trial run has ended, well or, logged, not. */
	void (*tried)(void *arg, bool good);
};

/* For at most max_clients at once; soft_nofile is for the command.  Keeps o
 * and calls, which must stay valid.  NULL with errno. */
struct service *service_new(const struct options *o, struct event_base *base,
    unsigned max_clients, rlim_t soft_nofile, const struct service_calls *calls,
    void *arg);

/* Run the command though nobody has asked; calls->tried tells how it went. */
void service_try(struct service *s);

/* Whether one more client fits, if need be in place of one that is only being
 * drained. */
bool service_has_room(struct service *s);

/* A client was accepted on fd, which is the service's from here on.  False
 * where memory is short; the client is gone then. */
bool service_take(struct service *s, int fd, const struct sockaddr_storage *sa,
    socklen_t len);

/* A turn of taking clients is over: start the run that they wait for, which
 * all who came together share, and tidy up. */
void service_end_turn(struct service *s);

/* Tell all who wait for a run that there will be none. */
void service_give_up(struct service *s);

/* Clients that are there, and those of them without their whole reply. */
size_t service_clients(const struct service *s);
size_t service_unanswered(const struct service *s);

/* Whether there is neither a client nor a run. */
bool service_is_idle(const struct service *s);

/* All counters in one line: "accepted 3, answered 2, ...".  Returns buf. */
const char *service_describe(const struct service *s, char *buf, size_t size);

/* Kill a run under way, close all clients and free.  NULL is allowed. */
void service_free(struct service *s);

#endif
