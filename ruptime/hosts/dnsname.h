/* SPDX-License-Identifier: ISC */
/* Names as DNS has them, in text. */
#ifndef RUPTIME_DNSNAME_H
#define RUPTIME_DNSNAME_H

#include <stdbool.h>

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
 * single dots, none of which begins with -. What terminals, shells and paths
 * have a meaning for is not among them.
 */
bool dnsname_is_host(const char *name);

#endif
