/* SPDX-License-Identifier: ISC */
/* The limit on descriptors. */
#ifndef COMMON_NOFILE_H
#define COMMON_NOFILE_H

#include <sys/resource.h>

/*
 * Raise the soft limit to the hard one, where that is allowed, and return what
 * it is then.  *before is what it was, for the commands that we run: their
 * descriptors are none of our business.  0 with errno where it can't be known;
 * *before is RLIM_INFINITY then.
 */
rlim_t nofile_raise(rlim_t *before);

#endif
