/* SPDX-License-Identifier: ISC */
/* What the user's terminal is asked, and its answer. */
#ifndef RUPTIME_INQUIRY_H
#define RUPTIME_INQUIRY_H

#include <stdbool.h>
#include <stdint.h>

#include "ruptime/watch/keys.h"

struct inquiry {
	bool made;
	uint64_t made_us; /* when; 0: none, or all of it is answered */
};

/* Whether to ask now: once, and where the terminal out is standard input, too,
 * which is where it answers. */
bool inquiry_begin(struct inquiry *i, int out);

/* That has come of standard input. */
void inquiry_note(struct inquiry *i, enum keys_action action);

/*
 * Before standard input is another's again: wait for an answer that has not
 * come, half a second from the question at most.  What comes before it is lost,
 * nothing behind it is read.
 */
void inquiry_await(struct inquiry *i, struct keys *keys);

#endif
