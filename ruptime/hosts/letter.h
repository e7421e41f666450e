/* SPDX-License-Identifier: ISC */
/* Which characters beyond ASCII are letters. */
#ifndef RUPTIME_LETTER_H
#define RUPTIME_LETTER_H

#include <stddef.h>

/*
 * The length of the letter or digit that the len bytes of text, at least one,
 * begin with, if they begin with a byte beyond ASCII; 0 where that is none: a
 * quote, a dash, a blank, an arrow.  A byte that is not UTF-8 may be a letter
 * of an older character set, and counts as one.
 */
size_t letter_len(const char *text, size_t len);

/*
 * Make the letter of two bytes at text, if it is a capital one of the Latin,
 * Greek or Cyrillic script, the small one.
 */
void letter_lower(char text[static 2]);

#endif
