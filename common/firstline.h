/* SPDX-License-Identifier: ISC */
/* The first line of a text that says anything, however it is cut up. */
#ifndef COMMON_FIRSTLINE_H
#define COMMON_FIRSTLINE_H

#include <stdbool.h>
#include <stddef.h>

/* Begins zeroed. */
struct firstline {
	bool found;
	size_t len;
	char text[256]; /* once found; its beginning where it is longer */
};

/*
 * Look on in the next len bytes for a line that has a letter, a digit or a byte
 * above ASCII in it.  Blanks around it are left out; a NUL becomes "?".
 */
void firstline_add(struct firstline *f, const char *data, size_t len);

/* There is no more, so that the last line is whole; true if there is one. */
bool firstline_end(struct firstline *f);

#endif
