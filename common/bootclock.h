/* SPDX-License-Identifier: ISC */
/* The clock that nobody sets: since this machine was booted. */
#ifndef COMMON_BOOTCLOCK_H
#define COMMON_BOOTCLOCK_H

#include <stdint.h>

/* Seconds since the boot, those of suspends among them; -1 where the system has
 * no such clock. */
int64_t bootclock_s(void);

/* Which boot that was, a number that no two share; 0 where the system does not
 * tell. */
uint64_t bootclock_id(void);

#endif
