/* SPDX-License-Identifier: ISC */
/* Timers of libevent, in the units that the programs count in. */
#ifndef COMMON_TIMER_H
#define COMMON_TIMER_H

#include <event2/event.h>
#include <stdint.h>

/*
 * Have the timer go off after so long from now, and not when it was to before.
 * The loop's own time is that of its last look, which may be long ago.  -1
 * where memory is short.
 */
static inline int
timer_start_us(struct event *timer, uint64_t us)
{
	struct timeval tv = { (time_t)(us / 1000000),
		(suseconds_t)(us % 1000000) };

	if (us > 0)
		event_base_update_cache_time(event_get_base(timer));
	return event_add(timer, &tv);
}

static inline int
timer_start_ms(struct event *timer, uint64_t ms)
{
	return timer_start_us(timer, ms * 1000);
}

#endif
