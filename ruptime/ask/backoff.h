/* SPDX-License-Identifier: ISC */
/* How long to wait before the next attempt. */
#ifndef RUPTIME_BACKOFF_H
#define RUPTIME_BACKOFF_H

#include <stdint.h>

/*
 * Delay before retry number attempt (0 is the first), in milliseconds:
 * base_ms doubled attempt times, at most max_ms, then shortened by up to half
 * by rnd, any 32-bit value (jitter down to nothing would hammer a host that
 * has just come up).  Never fails.
 */
unsigned backoff_delay_ms(unsigned attempt, unsigned base_ms, unsigned max_ms,
    uint32_t rnd);

#endif
