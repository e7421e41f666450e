/* SPDX-License-Identifier: ISC */
/* A screen as cells: what stands where, and how it is shown. */
#ifndef RUPTIME_CANVAS_H
#define RUPTIME_CANVAS_H

#include <stdbool.h>

/* To be joined; none of them tells what the words do not. */
enum canvas_look {
	CANVAS_PLAIN = 0,
	CANVAS_BOLD = 1,
	CANVAS_DIM = 2,
	CANVAS_RED = 4,
	CANVAS_YELLOW = 8
};

/* One column. */
struct canvas_cell {
	char text[6];        /* the bytes of one character, NUL behind */
	unsigned char width; /* its columns; 0: the rest of the one before */
	unsigned char look;  /* enum canvas_look */
};

struct canvas {
	int lines, columns;
	struct canvas_cell *cells; /* line by line */
};

/* A blank one of lines x columns, both at least 1.  -1 with ENOMEM. */
int canvas_init(struct canvas *c, int lines, int columns);

/* All zero is allowed. */
void canvas_fini(struct canvas *c);

/* The cells of a line. */
struct canvas_cell *canvas_line(const struct canvas *c, int line);

/*
 * Put text, one line of printable characters of the locale (LC_CTYPE), at a
 * line and column, which may be before the first; what is no such character
 * becomes "?".  What does not fit is cut, a wide character whole.  Returns the
 * column behind it.
 */
int canvas_put(struct canvas *c, int line, int column, int look,
    const char *text);

/* Give columns of a line that look too, as far as they are there. */
void canvas_mark(struct canvas *c, int line, int column, int columns, int look);

bool canvas_same(const struct canvas_cell *a, const struct canvas_cell *b);

#endif
