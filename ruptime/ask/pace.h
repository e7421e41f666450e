/* SPDX-License-Identifier: ISC */
/* How many may begin within a time. */
#ifndef RUPTIME_PACE_H
#define RUPTIME_PACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pace {
	uint64_t *begun_us; /* a ring of the last that have, as many as may */
	size_t many, next;
	uint64_t period_us;
};

/* many, at least 1, in period_us.  False with errno ENOMEM, and pace_fini() is
 * due all the same. */
bool pace_init(struct pace *p, size_t many, uint64_t period_us);

/* How long from now_us until another may begin; 0: it may now. */
uint64_t pace_wait_us(const struct pace *p, uint64_t now_us);

/* Another has begun. */
void pace_note(struct pace *p, uint64_t now_us);

void pace_fini(struct pace *p);

#endif
