/* SPDX-License-Identifier: ISC */
/*
 * What the user's terminal understands and what its keys send, by terminfo(5).
 */
#ifndef RUPTIME_CODES_H
#define RUPTIME_CODES_H

#include <stdbool.h>

#include "ruptime/watch/keys.h"
#include "ruptime/watch/paint.h"

enum { CODES_KEYS = 8, CODES_STRINGS = 32 };

struct codes {
	struct paint_codes paint;  /* sync_begin and sync_end: if it is known */
	const char *enter, *leave; /* a screen of our own, without a cursor */
	const char *ask;           /* "": it might not be understood */
	bool wraps; /* the cursor leaves the last column at once */
	struct keys_sequence keys[CODES_KEYS];
	char *strings[CODES_STRINGS]; /* allocated, what all that points to */
	int count;
};

/* Whether TERM names one that can be drawn on: its cursor moves, and it can be
 * cleared. */
bool codes_usable(void);

/* Whether TERM names one that has colours; one that terminfo(5) does not have
 * is taken for such a one, if it may know escapes at all. */
bool codes_may_color(void);

/*
 * Those of the terminal that TERM names; red and yellow are "" without color.
 * -1 where it can't be drawn on, or with no memory; codes_fini() is due all
 * the same.
 */
int codes_init(struct codes *c, bool color);

void codes_fini(struct codes *c);

/* Put its updates between marks from now on: it has said that it can. */
void codes_synchronize(struct codes *c);

#endif
