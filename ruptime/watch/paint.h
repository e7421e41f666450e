/* SPDX-License-Identifier: ISC */
/* What to send to a terminal, so that one screen becomes another. */
#ifndef RUPTIME_PAINT_H
#define RUPTIME_PAINT_H

#include <stdbool.h>
#include <stdio.h>

#include "ruptime/watch/canvas.h"

/* How a terminal is told, terminfo(5); what it can't do is "". */
struct paint_codes {
	const char *clear;      /* the whole screen */
	const char *clear_line; /* from the cursor on */
	const char *plain;      /* all of the following end */
	const char *bold, *dim, *red, *yellow;
	const char *sync_begin,
	    *sync_end; /* what is between is shown at once */
	/* Write what moves the cursor there, counted from 0. */
	void (*move)(FILE *out, const char *how, int line, int column);
	const char *how;
};

/*
 * Write to out what makes a screen that shows old, NULL: anything, show
 * canvas; both have the same size.  Nothing where they are the same.  The
 * cursor ends anywhere.  False where out has failed.
 */
bool paint_write(FILE *out, const struct paint_codes *codes,
    const struct canvas *old, const struct canvas *canvas);

#endif
