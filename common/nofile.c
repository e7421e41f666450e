/* SPDX-License-Identifier: ISC */
/*
 * The limit on descriptors, raised once by either program before it has many
 * peers: limits.c and window.c call it.
 */
#include "common/nofile.h"

rlim_t
nofile_raise(rlim_t *before)
{
	struct rlimit limit;

	*before = RLIM_INFINITY;
	if (getrlimit(RLIMIT_NOFILE, &limit) == -1)
		return 0;
	*before = limit.rlim_cur;
	limit.rlim_cur = limit.rlim_max;
	return setrlimit(RLIMIT_NOFILE, &limit) == -1 ? *before :
							limit.rlim_cur;
}
