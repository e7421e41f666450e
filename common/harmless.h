/* SPDX-License-Identifier: ISC */
/* Text from elsewhere made fit for a terminal. */
#ifndef COMMON_HARMLESS_H
#define COMMON_HARMLESS_H

#include <stddef.h>

/* The longest that one byte can become. */
enum { HARMLESS_GROWTH = 4 };

/*
 * Copy the len bytes of text to out, which has room for HARMLESS_GROWTH times
 * as many and a NUL.  Printable characters of the locale (LC_CTYPE) stay; all
 * other bytes become what vis(3) makes of them with flags, which say, too,
 * whether newlines, tabs and backslashes stay.  (strvis(3) is not enough:
 * libbsd 0.11 passes malformed UTF-8, and what follows it, as it is.)
 * Returns the length of out.
 */
size_t harmless(char *out, const char *text, size_t len, int flags);

#endif
