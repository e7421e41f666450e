/* SPDX-License-Identifier: ISC */
/* How other programs write hosts, where that is no host here. */
#ifndef RUPTIME_NOTATION_H
#define RUPTIME_NOTATION_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Why the character at at of host may not stand in a name, and what its writer
 * may have meant: "^" of pdsh(1) is a file.  strict: it is for -e.
 */
const char *notation_why(const char *host, size_t at, bool strict);

/*
 * The place in the len bytes of text where a URL has its "://"; len where it is
 * none.
 */
size_t notation_find_url(const char *text, size_t len);

/* Whether the len bytes of host are a range of addresses that lacks its
 * brackets: 192.0.2.1-20 or 192.0.2.1-192.0.2.20. */
bool notation_is_span(const char *host, size_t len);

#endif
