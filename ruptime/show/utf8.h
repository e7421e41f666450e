/* SPDX-License-Identifier: ISC */
/* Text that should be UTF-8, and may be anything. */
#ifndef RUPTIME_UTF8_H
#define RUPTIME_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* What stands for what is no character, U+FFFD. */
#define UTF8_REPLACEMENT "\xef\xbf\xbd"

/* The longest that one byte can become in utf8_repair(). */
enum { UTF8_GROWTH = 3 };

/*
 * The length, at least 1, of what the len bytes of text begin with (len at
 * least 1), and whether that is a character.  Where it is not, it is what one
 * U+FFFD replaces: the longest beginning of a character, else one byte (Unicode
 * 15.0, 3.9, "U+FFFD substitution of maximal subparts").
 */
size_t utf8_next(const char *text, size_t len, bool *is_char);

/*
 * Copy the len bytes of text to out, which has room for UTF8_GROWTH times as
 * many, with U+FFFD for each part that is not UTF-8.  NUL is a character as any
 * other, and none is added.  Returns the length of out.
 */
size_t utf8_repair(char *out, const char *text, size_t len);

/* Whether the character that begins at text, of len bytes as utf8_next says,
 * is one of the 65 control characters, C0, DEL and C1. */
bool utf8_is_control(const char *text, size_t len);

#endif
