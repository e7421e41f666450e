/* SPDX-License-Identifier: ISC */
/* What the system thinks of its own addresses. */
#ifndef COMMON_ADDRFLAGS_H
#define COMMON_ADDRFLAGS_H

#include <stdbool.h>

/*
 * Whether it prefers none of its addresses of IPv6 to another for what it is:
 * none is deprecated, optimistic or a home address.  False where that cannot be
 * learned.
 */
bool addrflags_are_plain(void);

#endif
