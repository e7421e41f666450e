/* SPDX-License-Identifier: ISC */
/*
 * How many hosts the descriptor limit lets us ask at once.
 */
#ifndef RUPTIME_WINDOW_H
#define RUPTIME_WINDOW_H

/* At most wanted, at least 1, with so many descriptors each.  The soft limit is
 * raised to the hard one. */
unsigned window_size(unsigned wanted, unsigned descriptors_each);

#endif
