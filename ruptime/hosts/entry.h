/* SPDX-License-Identifier: ISC */
/* The entries that a text of hosts is made of. */
#ifndef RUPTIME_ENTRY_H
#define RUPTIME_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Find the next entry of text, len bytes, behind *end, which begins as 0: sets
 * *start and *end.  Commas and blanks outside brackets part them, any number of
 * both; a path goes to a blank, or in an operand, where whole_paths, to the
 * end.  False where there is none.
 */
bool entry_next(const char *text, size_t len, bool whole_paths, size_t *start,
    size_t *end);

/* Whether c is a blank, in a line or between lines. */
bool entry_isblank(char c);

#endif
