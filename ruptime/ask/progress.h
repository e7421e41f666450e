/* SPDX-License-Identifier: ISC */
/* One line on the terminal that says how far it is. */
#ifndef RUPTIME_PROGRESS_H
#define RUPTIME_PROGRESS_H

#include <stddef.h>

struct event_base;
struct progress;

/* So many that are waited for are named. */
enum { PROGRESS_NAMES = 5 };

struct progress_counts {
	size_t all, done, failed; /* hosts; failed is part of done */
	/* The names of all - done hosts, PROGRESS_NAMES at most, when they are
	 * wanted. */
	void (*waited_for)(void *arg, const char *names[]);
	void *arg;
};

/*
 * Show counts, which must stay, on standard error, beginning half a second from
 * now.  NULL where it is not a terminal, or with no memory: both are no loss.
 */
struct progress *progress_start(struct event_base *base,
    const struct progress_counts *counts);

/* Take the line away, to make room for others; it comes back.  NULL is
 * allowed. */
void progress_hide(struct progress *p);

/* Take it away for good.  NULL is allowed. */
void progress_stop(struct progress *p);

#endif
