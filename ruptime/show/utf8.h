/* SPDX-License-Identifier: ISC */
/* Text that should be UTF-8, and may be anything. */
#ifndef RUPTIME_UTF8_H
#define RUPTIME_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* What stands for what is no character, U+FFFD. */
#define UTF8_REPLACEMENT "\xef\xbf\xbd"

/* The longest that one byte can become in utf8_repair() and in utf8_spell(). */
enum { UTF8_GROWTH = 3, UTF8_SPELL_GROWTH = 5 };

/* The longest that utf8_spell() writes: of three bytes. */
enum { UTF8_SPELLED_MAX = 3 * UTF8_SPELL_GROWTH };

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

/*
 * For names, which must stay apart: write what the len bytes of text begin with
 * (len at least 1) to out, as it is, or, of what is no character and of U+FFFD
 * itself, U+FFFD and two hexadecimal digits for each byte, and so, if controls,
 * of control characters.  No two texts are spelled alike, and all are UTF-8.
 * Returns how many bytes of text that were; in *used how many of out.
 */
size_t utf8_spell(char out[static UTF8_SPELLED_MAX], size_t *used,
    const char *text, size_t len, bool controls);

/* Whether the character that begins at text, of len bytes as utf8_next says,
 * is one of the 65 control characters, C0, DEL and C1. */
bool utf8_is_control(const char *text, size_t len);

#endif
