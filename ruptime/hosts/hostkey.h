/* SPDX-License-Identifier: ISC */
/* What two spellings of one host have in common. */
#ifndef RUPTIME_HOSTKEY_H
#define RUPTIME_HOSTKEY_H

#include <stdbool.h>
#include <stddef.h>

/* The longest host that there is, or an address with what marks it. */
enum { HOSTKEY_MAX = 1024 + 32 };

struct hostkey {
	size_t len;
	char text[HOSTKEY_MAX];
};

/*
 * The key of host, len bytes as hostpart.h has them, at most 1024: the same
 * for each way to write it.  Letters of ASCII are alike in both cases, an
 * address is what its spelling means, and the point at the end of a name that
 * has another counts for nothing; alone, it keeps the search domains away, so
 * "h." may be another host than "h".  exact, for names that are not looked up
 * but handed on, and for paths: the bytes as they are.
 */
void hostkey_of(struct hostkey *key, const char *host, size_t len, bool exact);

#endif
