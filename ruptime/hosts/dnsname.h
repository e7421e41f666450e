/* SPDX-License-Identifier: ISC */
/* Names as DNS has them, in messages and as text. */
#ifndef RUPTIME_DNSNAME_H
#define RUPTIME_DNSNAME_H

#include <arpa/nameser.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Let *at, where a name begins in the len bytes of packet, be what is behind
 * it.  False where it has no end. */
bool dnsname_skip(const uint8_t *packet, size_t len, size_t *at);

/*
 * The same, and read the name: as text, without a dot at the end, "" being the
 * root, and with \. and \032 for bytes that are not plain.  False where it is
 * longer than a name may be, has a label of a kind that there is not, goes on
 * at a place that is not before it, or more often than it has labels.
 */
bool dnsname_read(const uint8_t *packet, size_t len, size_t *at,
    char name[static NS_MAXDNAME]);

/* Write such a text as a message has it; a dot at its end is nothing.  The
 * length, or 0 where it is no name. */
size_t dnsname_write(uint8_t out[static NS_MAXCDNAME], const char *name);

/*
 * Compare as strcmp does, ASCII letters without regard to their case and to
 * the locale: 0 means the same name.
 */
int dnsname_cmp(const char *a, const char *b);

/* Whether name is below zone: one label or more, and then zone.  A dot that is
 * escaped, as in a\.local, parts no labels. */
bool dnsname_is_below(const char *name, const char *zone);

/*
 * Whether name can be a host's: labels of letters, digits, - and _, parted by
 * single dots, none of which begins with "-".  What terminals, shells and paths
 * have a meaning for is not among them.
 */
bool dnsname_is_host(const char *name);

#endif
