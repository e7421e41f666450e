/* SPDX-License-Identifier: ISC */
/* The order in which hosts are listed. */
#ifndef RUPTIME_ORDER_H
#define RUPTIME_ORDER_H

#include <stdbool.h>
#include <stddef.h>

#include "ruptime/reply/host.h"
#include "ruptime/options.h"

/*
 * Sort the n pointers of v.
 *
 * By name, up or down, as people count (natural_cmp); reverse: backwards.
 *
 * By load (of one minute), uptime or users: the highest first; reverse: the
 * lowest first.  Those that are up but do not tell the value come after those
 * that do, then those that are not up, reverse or not, so that what was asked
 * for is always at the top (BSD's -r puts those that are down first).  By
 * uptime these are in the order in which they went down, the last one first;
 * reverse: the first one; then those that were never seen up.  Ties are in the
 * order of names, reverse or not.
 *
 * What is in order already, or almost, is soon sorted.  Never fails; what it
 * allocates it can do without.
 */
void order_hosts(const struct host **v, size_t n, enum options_sort sort,
    bool reverse);

#endif
