/* SPDX-License-Identifier: ISC */
/*
 * How many clients the descriptor limit allows.  Called by server.c once, when
 * all but its event loop is open.
 */
#include <fcntl.h>
#include <unistd.h>

#include "common/log.h"
#include "ruptimed/limits.h"

/* For runs and the log; and what an event loop opens for itself. */
enum { KEPT_BACK = 16 + 4 };

/* Descriptors are given out lowest first and nothing of ours leaves gaps. */
static rlim_t
count_open(void)
{
	int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);

	if (fd == -1)
		return RLIM_INFINITY;
	close(fd);
	return (rlim_t)fd;
}

unsigned
limits_clients(unsigned wanted, rlim_t *soft)
{
	struct rlimit limit;
	rlim_t taken;

	if (getrlimit(RLIMIT_NOFILE, &limit) == -1) {
		log_warn("descriptor limit");
		return 0;
	}
	*soft = limit.rlim_cur;
	limit.rlim_cur = limit.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &limit) == -1)
		limit.rlim_cur = *soft;
	taken = count_open();
	if (taken == RLIM_INFINITY || limit.rlim_cur <= taken + KEPT_BACK) {
		log_warnx("the descriptor limit of %llu is too low: raise it",
		    (unsigned long long)limit.rlim_cur);
		return 0;
	}
	if (limit.rlim_cur - taken - KEPT_BACK >= wanted)
		return wanted;
	log_notice("the descriptor limit of %llu allows %llu clients at once, "
		   "not %u",
	    (unsigned long long)limit.rlim_cur,
	    (unsigned long long)(limit.rlim_cur - taken - KEPT_BACK), wanted);
	return (unsigned)(limit.rlim_cur - taken - KEPT_BACK);
}
