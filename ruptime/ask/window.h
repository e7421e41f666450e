/* SPDX-License-Identifier: ISC */
/* How many hosts the descriptor limit lets us ask at once. */
#ifndef RUPTIME_WINDOW_H
#define RUPTIME_WINDOW_H

#include <stddef.h>
#include <sys/resource.h>

/* At most wanted, at least 1, with so many descriptors each; where each has
 * one, *spare are left over.  The soft limit is raised to the hard one; *soft
 * is what it was. */
unsigned window_size(unsigned wanted, unsigned descriptors_each, size_t *spare,
    rlim_t *soft);

#endif
