/* SPDX-License-Identifier: ISC */
/*
 * How many hosts the descriptor limit lets us ask at once.  Called by engine.c.
 */
#include "common/log.h"
#include "common/nofile.h"
#include "ruptime/ask/resolver.h"
#include "ruptime/ask/window.h"

/* Kept back: the standard streams and what an event loop opens for itself;
 * those of the resolver's threads come on top. */
enum { FIXED = 16 };

unsigned
window_size(unsigned wanted, unsigned descriptors_each, size_t *spare,
    rlim_t *soft)
{
	rlim_t limit = nofile_raise(soft), kept, room, size;

	kept = FIXED + RESOLVER_THREAD_FDS * resolver_threads_max(limit);
	room = limit > kept ? limit - kept : 0;
	size = room / descriptors_each;
	if (size == 0)
		size = 1;
	if (size < wanted)
		log_debug("the descriptor limit of %llu allows %llu hosts"
			  " at once",
		    (unsigned long long)limit, (unsigned long long)size);
	else
		size = wanted;
	*spare = room > size ? (size_t)(room - size) : 0;
	return (unsigned)size;
}
