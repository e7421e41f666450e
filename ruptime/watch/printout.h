/* SPDX-License-Identifier: ISC */
/* Rounds and changes on standard output, where it has no live table. */
#ifndef RUPTIME_PRINTOUT_H
#define RUPTIME_PRINTOUT_H

#include <stdbool.h>
#include <stdio.h>

#include "ruptime/watch/outlet.h"

struct printout;

enum { PRINTOUT_TIME_MAX = 32 };

/* The local time of day, or behind the date with its zone (ISO 8601). */
void printout_time(char text[static PRINTOUT_TIME_MAX], bool with_date);

/* One that tells of what comes of it as outlet.h has it.  NULL with errno. */
struct printout *printout_new(struct event_base *base,
    const struct outlet_calls *calls, void *arg);

/* A line: the time, and text as it came. */
void printout_change(struct printout *p, const char *text);

/* Where a round is to be written, until printout_end() sends it.  NULL with
 * errno. */
FILE *printout_begin(struct printout *p);
void printout_end(struct printout *p);

/* Whether all has been taken. */
bool printout_is_empty(const struct printout *p);

/* Free, after a moment's wait for a reader that is slow.  NULL is allowed. */
void printout_free(struct printout *p);

#endif
