/* SPDX-License-Identifier: ISC */
/*
 * Delay arithmetic for query.c.
 * Pure: no I/O, no clock; randomness is passed in.
 */
#include "ruptime/ask/backoff.h"

unsigned
backoff_delay_ms(unsigned attempt, unsigned base_ms, unsigned max_ms,
    uint32_t rnd)
{
	uint64_t delay = base_ms;

	/* Past 32 doublings even 1 ms is beyond any maximum. */
	delay = attempt > 32 && base_ms > 0 ? max_ms : delay << attempt % 33;
	if (delay > max_ms)
		delay = max_ms;
	return (unsigned)(delay - delay / 2 * rnd / UINT32_MAX);
}
