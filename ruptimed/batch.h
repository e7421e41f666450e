/* SPDX-License-Identifier: ISC */
/*
 * Group commit: a client is answered by a run that started no earlier than
 * max-age before it was accepted, or, with a max-age of 0, only after it.
 */
#ifndef RUPTIMED_BATCH_H
#define RUPTIMED_BATCH_H

#include <stdbool.h>
#include <stdint.h>

/* Times are microseconds of any clock that never goes back. */
struct batch {
	uint64_t max_age_us;
	uint64_t started_us; /* when the latest run started */
	uint64_t latest;     /* number of the latest run; the first is 1 */
	uint64_t wanted;     /* highest run that a client waits for */
	bool running;        /* the latest run has not finished */
	bool good;           /* the latest run has finished well */
};

/* What batch_join() answers for a client that need not wait. */
#define BATCH_NOW 0

void batch_init(struct batch *b, uint64_t max_age_us);

/*
 * A client was accepted at now_us.  Returns BATCH_NOW where the text of the
 * latest run answers it, else the number of the run that does: the one under
 * way or the next.  Numbers never fall from one call to the next.
 */
uint64_t batch_join(struct batch *b, uint64_t now_us);

/* Whether a run is to be started: somebody waits for it and none is under
 * way. */
bool batch_wants_run(const struct batch *b);

/* A run starts at now_us, also where nobody waits for it yet.  There must be
 * none under way. */
void batch_start(struct batch *b, uint64_t now_us);

/*
 * The run under way has ended, well or not.  Returns its number: all clients
 * that wait for it are to be answered, with its text or its error.  A failed
 * run answers nobody else.
 */
uint64_t batch_finish(struct batch *b, bool good);

#endif
