/* SPDX-License-Identifier: ISC */
/* When the rounds of the live view begin and end. */
#ifndef RUPTIME_ROUNDS_H
#define RUPTIME_ROUNDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Times are in milliseconds of any one clock that never goes back. */
struct rounds {
	uint64_t interval_ms;
	unsigned count;   /* so many, and it ends; 0: without end */
	bool first_waits; /* the first round is over when all have answered */
	bool paused;      /* none begins by itself */
	bool at_once;     /* the next is to begin as soon as it may */

	bool asking;       /* a round has begun and is not over */
	unsigned begun;    /* rounds, */
	unsigned finished; /* and those that are over */
	uint64_t begun_ms; /* when the last one was due */

	uint64_t searched_ms;  /* when that was done last */
	bool searches_at_once; /* the next round does it */
};

enum rounds_step {
	ROUNDS_WAIT,   /* until something happens or so long */
	ROUNDS_BEGIN,  /* ask all that are not being asked still */
	ROUNDS_FINISH, /* one is over: those that are still being asked are
			* left to the next */
	ROUNDS_END     /* that was the last */
};

/* No such time. */
#define ROUNDS_NEVER UINT64_MAX

/*
 * What is to be done at the time now, where asked hosts are still being asked:
 * the caller does it and calls again until it is to wait, for *wait_ms at most.
 *
 * A round is over when all have answered, or when its interval is, so that a
 * slow host holds up nobody; but the last round waits for all, as does the
 * first where the caller says so.  Rounds are due interval after interval, and
 * one that is late makes those behind it late.
 */
enum rounds_step rounds_next(struct rounds *r, uint64_t now, size_t asked,
    uint64_t *wait_ms);

/* The next round is to begin as soon as it may, and to search. */
void rounds_hurry(struct rounds *r);

/* The round that has begun may search for new hosts: whether it is to.  They
 * come seldom, and a network has many addresses: once a minute. */
bool rounds_search(struct rounds *r, uint64_t now);

#endif
