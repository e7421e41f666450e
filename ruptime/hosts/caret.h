/* SPDX-License-Identifier: ISC */
/* Messages that point at the character that is wrong. */
#ifndef RUPTIME_CARET_H
#define RUPTIME_CARET_H

#include <stddef.h>

/* The columns that a text is quoted in, at most, and a place named in. */
enum { CARET_QUOTE = 64, CARET_PLACE_MAX = CARET_QUOTE + 40 };

/* What a message says of where it is: "hosts:12: ", or "" where file is NULL,
 * safe for any terminal. */
void caret_place(char place[static CARET_PLACE_MAX], const char *file,
    size_t line);

/*
 * Two lines, without a newline at the end, safe for any terminal: prefix and
 * place, len bytes of text, or where they are many the part around byte at, and
 * why; below them a caret under that byte.
 */
void caret_compose(char *message, size_t size, const char *prefix,
    const char *place, const char *text, size_t len, size_t at,
    const char *why);

#endif
