/* SPDX-License-Identifier: ISC */
/* The clocks that only go forward, by which both programs measure. */
#ifndef COMMON_CLOCK_H
#define COMMON_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline uint64_t
clock_microseconds(const struct timespec *ts)
{
	return (uint64_t)ts->tv_sec * 1000000 + (uint64_t)ts->tv_nsec / 1000;
}

/* Microseconds since some moment before we were started.  On Linux the clock
 * stands still while the machine is suspended: right for what we and our peers
 * are given time to do. */
static inline uint64_t
clock_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return clock_microseconds(&ts);
}

/* The same in milliseconds, signed for differences. */
static inline int64_t
clock_ms(void)
{
	return (int64_t)(clock_us() / 1000);
}

/* As clock_us(), and goes on meanwhile, where the system has such a clock: for
 * how old something is. */
uint64_t clock_age_us(void);

#endif
