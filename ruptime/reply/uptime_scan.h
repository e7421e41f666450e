/* SPDX-License-Identifier: ISC */
/* Taking a line apart from the left.  For uptime.c and its parts. */
#ifndef RUPTIME_UPTIME_SCAN_H
#define RUPTIME_UPTIME_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ruptime/reply/uptime_words.h"

#define SCAN_MAX_DIGITS 9 /* of any number that is believed */

/* What is left of a line. */
struct scan {
	const char *p;
	const char *end;
	bool whole; /* a newline ended it; else it may be cut at end */
};

/*
 * Each of these takes something from the left and answers true, or takes
 * nothing, for it is not there, and answers false.  Any byte may stand in a
 * line; none is read at or after end.
 */

/* Blanks, at least one. */
bool scan_blanks(struct scan *s);

/* A word of that kind, and blanks before it. */
bool scan_word(struct scan *s, enum word kind);

/*
 * What looks like pattern: ' ' is some blanks, '#' digits, '@' a name, '~' a
 * remark of any words and numbers, and anything else is itself.
 */
bool scan_like(struct scan *s, const char *pattern);

/* All the digits that stand there, if they are min to max <= 18, into *n. */
bool scan_digits(struct scan *s, size_t min, size_t max, int64_t *n);

/*
 * A number as %d prints it, not negative, of at most SCAN_MAX_DIGITS, which a
 * cut has not shortened, into *n.
 */
bool scan_count(struct scan *s, int64_t *n);

/*
 * H:MM or H:MM:SS, with H of at most max digits and SS below 60, into t, -1 for
 * seconds that are not there.  *mark becomes what stands between them, ':' or
 * '.'.  That H and MM are in range is for the caller to see.
 */
bool scan_time(struct scan *s, size_t max, int64_t t[3], char *mark);

/* "??:????", "¿¿??" or another time that a system could not tell. */
bool scan_unknown(struct scan *s);

/*
 * Blanks, the mark, ',' or ':', and blanks, as far as they are there; answers
 * whether the mark was.
 */
bool scan_mark(struct scan *s, char mark);

#endif
