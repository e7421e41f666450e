/* SPDX-License-Identifier: ISC */
/* When the live table is drawn. */
#ifndef RUPTIME_DRAWING_H
#define RUPTIME_DRAWING_H

#include <stdbool.h>
#include <stdint.h>

struct event;
struct event_base;
struct terminal;
struct view;

/* Begins zeroed: there is nothing to draw on. */
struct drawing {
	struct terminal *terminal; /* the caller's, as the view is */
	struct view *view;
	struct event *timer; /* NULL: not begun */
	unsigned wait_ms;    /* what the timer waits, where it is pending, */
	int64_t due_ms;      /* and until when, by clock_ms() */
};

/* From now on the view is drawn on the terminal.  False: no memory, and
 * drawing_end() is due all the same. */
bool drawing_begin(struct drawing *d, struct event_base *base,
    struct view *view, struct terminal *terminal);

/* Draw it in so many milliseconds, or before. */
void drawing_within(struct drawing *d, unsigned ms);

void drawing_end(struct drawing *d);

#endif
