/* SPDX-License-Identifier: ISC */
/*
 * Text from elsewhere to standard output: as it is, or made harmless where
 * that is a terminal.
 */
#ifndef RUPTIME_SCREEN_H
#define RUPTIME_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/*
 * Write all len bytes of data to standard output now.  On a terminal they pass
 * vis(3); newlines and tabs stay.  -1 with errno.
 */
int screen_write(const char *data, size_t len);

/*
 * The same, buffered, to out, of which the caller says whether it is a
 * terminal.  There newlines are escaped too, for data that is part of a line.
 * -1 with errno where there is no memory or out has failed.
 */
int screen_put(FILE *out, bool terminal, const char *data, size_t len);

/* What a terminal is sent of data that is part of a line: its length is in
 * *safe_len, and a NUL behind.  The caller frees it; NULL with ENOMEM. */
char *screen_line(const char *data, size_t len, size_t *safe_len);

/*
 * The columns that a string put so takes.  What is no printable character of
 * the locale (LC_CTYPE) takes one for each byte.  -1 with errno ENOMEM.
 */
int screen_width(bool terminal, const char *text);

#endif
