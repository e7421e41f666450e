/* SPDX-License-Identifier: ISC */
/*
 * All clients of the daemon: who waits for a run, who is being answered, who
 * is only being drained; within a limit.
 */
#ifndef RUPTIMED_CLIENTS_H
#define RUPTIMED_CLIENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ruptimed/conn.h"

struct clients;
struct event_base;

/* Every accepted client ends up in one of the others, or waits still. */
struct clients_stats {
	uint64_t accepted;
	uint64_t answered; /* were sent the command's text */
	uint64_t denied;   /* were sent that they may not ask */
	uint64_t failed;   /* were sent another error */
	uint64_t gone;     /* broke off, or were too slow, before they had it */
};

/* Room for max clients at once, at least 1; left(arg) is called when one has
 * left.  NULL with errno. */
struct clients *clients_new(struct event_base *base, size_t max,
    void (*left)(void *arg), void *arg);

/* Whether one more fits, if need be in place of one that is only being drained
 * or has not read its reply for a second.  False, too, where memory is short.
 */
bool clients_have_room(struct clients *cs);

/*
 * A new client on fd: answer it now, or keep it until run number run ends.  At
 * the limit another is closed for it: the one that was answered longest ago and
 * has not closed yet, or one that does not read its reply.
 * Runs must not fall from one call to the next.  The reply stays the caller's,
 * and has a user more for each whom it answers.  False, and fd closed, where
 * memory is short.
 */
bool clients_answer(struct clients *cs, int fd, struct reply *reply,
    enum conn_outcome outcome);
bool clients_wait(struct clients *cs, int fd, uint64_t run);

/* Answer all that wait for runs up to this one. */
void clients_answer_waiting(struct clients *cs, uint64_t run,
    struct reply *reply, enum conn_outcome outcome);

/*
 * Look at a few of those answered longest ago, and let go of them if they have
 * closed.  The timer would do it too, but to close a socket that is still warm
 * in the processor's caches takes a third less time.  Under load a good moment
 * is after accepting: new clients come meanwhile.
 */
void clients_tidy(struct clients *cs);

size_t clients_count(const struct clients *cs);

/* Clients that do not have their whole reply. */
size_t clients_unanswered(const struct clients *cs);

const struct clients_stats *clients_get_stats(const struct clients *cs);

/* Close all and free.  NULL is allowed. */
void clients_free(struct clients *cs);

#endif
