/* SPDX-License-Identifier: ISC */
/* Threads that do what may block, each a piece of work at a time. */
#ifndef RUPTIME_WORKERS_H
#define RUPTIME_WORKERS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/queue.h>

struct workers;

enum work_state { WORK_QUEUED, WORK_TAKEN, WORK_DONE };

/* Part of what it is about.  The first two are set by who hands it in, the rest
 * is theirs who do it. */
struct work {
	void (*run)(struct work *work); /* in a thread */
	/* It was given up on: free all that it is part of.  In a thread where
	 * it was taken. */
	void (*dispose)(struct work *work);
	TAILQ_ENTRY(work) link;
	struct workers *workers;
	enum work_state state;
	bool in_news, given_up;
};

/*
 * Threads are started as they are needed, threads_max at most.  Few pieces of
 * work go on at once, and at_once of them as long as others have waited for too
 * long, see workers_hurry(); one that was given up on does not count, but has
 * its thread until it ends.  NULL with errno.
 */
struct workers *workers_new(size_t few, size_t at_once, size_t threads_max);

/* Readable where there is news. */
int workers_descriptor(const struct workers *w);

/* Have it done when it is its turn.  -1 with errno where it can't be. */
int workers_start(struct workers *w, struct work *work);

/*
 * What was queued at the last call, and still is, has waited for too long.  To
 * be called again and again where few is less than at_once, until it returns
 * false: nothing is queued.
 */
bool workers_hurry(struct workers *w);

/*
 * The next piece of work that was taken, or done, since the last call, in
 * *state; it may be both.  What is taken is its thread's; what is done is the
 * caller's again.  NULL: there is no more news.
 */
struct work *workers_next(struct workers *w, enum work_state *state);

/* Give up on a piece of work that is not back: it is disposed of, now or when
 * it ends, and makes no more news. */
void workers_give_up(struct work *work);

/*
 * Let the threads go.  Those that are busy are left behind, with what they
 * need; all work must be back or given up on.
 */
void workers_free(struct workers *w);

#endif
