/* SPDX-License-Identifier: ISC */
/*
 * How many clients the descriptor limit allows.  Called by server.c once, when
 * all but its event loop is open.
 */
#include <fcntl.h>
#include <unistd.h>

#include "common/log.h"
#include "common/nofile.h"
#include "ruptimed/limits.h"

/* For runs and the log; and what an event loop opens for itself. */
enum { KEPT_BACK = 16 + 4 };

/* Descriptors are given out lowest first and nothing of ours leaves gaps; 0 is
 * open always. */
static rlim_t
count_open(void)
{
	int fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);

	if (fd == -1)
		return RLIM_INFINITY;
	close(fd);
	return (rlim_t)fd;
}

unsigned
limits_clients(unsigned wanted, rlim_t *soft)
{
	rlim_t limit = nofile_raise(soft), taken = count_open();

	if (limit == 0) {
		log_warn("descriptor limit");
		return 0;
	}
	if (taken == RLIM_INFINITY || limit <= taken + KEPT_BACK) {
		log_warnx("the descriptor limit of %llu is too low: raise it",
		    (unsigned long long)limit);
		return 0;
	}
	if (limit - taken - KEPT_BACK >= wanted)
		return wanted;
	log_notice("the descriptor limit of %llu allows %llu clients at once, "
		   "not %u",
	    (unsigned long long)limit,
	    (unsigned long long)(limit - taken - KEPT_BACK), wanted);
	return (unsigned)(limit - taken - KEPT_BACK);
}
