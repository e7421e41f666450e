/* SPDX-License-Identifier: ISC */
/* How many clients the descriptor limit allows. */
#ifndef RUPTIMED_LIMITS_H
#define RUPTIMED_LIMITS_H

#include <sys/resource.h>

/*
 * Raise the soft descriptor limit to the hard one, and tell how many of wanted
 * clients fit when all that is open now stays open and sixteen descriptors are
 * kept back for runs and the log, and some for an event loop.  *soft is the
 * soft limit as it was.  0, logged, where there is not room for one.
 */
unsigned limits_clients(unsigned wanted, rlim_t *soft);

#endif
