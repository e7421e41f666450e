/* SPDX-License-Identifier: ISC */
/*
 * How many may begin within a time.  turns.c begins with the addresses of
 * networks at such a pace.
 * Pure: no I/O, no clock.
 */
#include <stdlib.h>

#include "ruptime/ask/pace.h"

bool
pace_init(struct pace *p, size_t many, uint64_t period_us)
{
	*p = (struct pace){ .many = many, .period_us = period_us };
	p->begun_us = calloc(many, sizeof(p->begun_us[0]));
	return p->begun_us != NULL;
}

/* Of the last that have begun, next is the first; 0: there were not so many. */
uint64_t
pace_wait_us(const struct pace *p, uint64_t now_us)
{
	const uint64_t first = p->begun_us[p->next];

	if (first == 0 || now_us - first >= p->period_us)
		return 0;
	return p->period_us - (now_us - first);
}

void
pace_note(struct pace *p, uint64_t now_us)
{
	p->begun_us[p->next] = now_us;
	p->next = (p->next + 1) % p->many;
}

void
pace_fini(struct pace *p)
{
	free(p->begun_us);
	*p = (struct pace){ 0 };
}
