/* SPDX-License-Identifier: ISC */
/* The clock that is not read as often as the one of clock.h. */
#include "common/clock.h"
#include "common/system.h"

uint64_t
clock_age_us(void)
{
#if SYSTEM_LINUX
	struct timespec ts;

	if (clock_gettime(CLOCK_BOOTTIME, &ts) == 0)
		return clock_microseconds(&ts);
#endif
	return clock_us();
}
