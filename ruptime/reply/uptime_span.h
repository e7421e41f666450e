/* SPDX-License-Identifier: ISC */
/* How long a machine has been up, from the words for it.  For uptime.c. */
#ifndef RUPTIME_UPTIME_SPAN_H
#define RUPTIME_UPTIME_SPAN_H

#include <stdbool.h>
#include <stdint.h>

#include "ruptime/reply/uptime_scan.h"

struct span {
	int64_t s;      /* as printed, no finer */
	int64_t unit_s; /* the smallest unit in it; 0: it is not known */
	bool weeks;     /* a week or more is in it, counted in such */
	bool years;     /* and a year or more */
	bool tenths;    /* it is a number with a decimal and its unit */
	bool coarse;    /* it ends in H:MM */
	bool open;      /* a comma follows, so something else should */
};

/* How times are written in this line; or'ed. */
enum {
	SPAN_DOTTED = 1, /* 3.12 is 3:12 */
	SPAN_SIXTY = 2,  /* 3:60 is 4:00 (2BSD) */
	SPAN_M_SS = 4,   /* 12:45 is 12 minutes, hours exceed 24 (SerenityOS) */
	SPAN_TENTHS = 8, /* 2.5 hours (the Hurd) */
};

/*
 * Take what follows "up" and how long it says into *span: "5 days,  3:12,",
 * "1 hr,", "1 day, 40 secs,", "1 year, 3 weeks", "2.5 hours,", "???? days
 * ??:??,", with the comma and blanks after it.  Units fall, and none exceeds
 * the next larger one but where some system is known to print it.  What is not
 * so is left for the caller to find.  Takes no number that a cut can have
 * shortened, but may take "5 days" of a cut "5 days,  3:12".
 */
void span_read(struct scan *s, unsigned how, struct span *span);

/*
 * Take "5d 3h 12m 5s" (Redox), of which parts may be missing but not the last
 * and one more, and how long it says into *span.  Else takes nothing, answers
 * false and leaves *span undefined.
 */
bool span_read_short(struct scan *s, struct span *span);

/*
 * How exact span->s is: unit_s, but a week where weeks are in it, since they
 * are not counted alike everywhere, and a year where years are: procps begins
 * its weeks anew after 52 of them and its years after 365 days, so that beside
 * a year they go back to none before it is over.
 */
int64_t span_exact_s(const struct span *span);

#endif
