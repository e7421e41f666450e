/* SPDX-License-Identifier: ISC */
/* Numbers that wait for their turn. */
#ifndef RUPTIME_RING_H
#define RUPTIME_RING_H

#include <stdbool.h>
#include <stddef.h>

struct ring {
	size_t *v;
	size_t size, first;
	size_t count; /* that wait */
};

/* Room for size numbers, which may be 0.  False with errno ENOMEM, and
 * ring_fini() is due all the same. */
bool ring_init(struct ring *r, size_t size);

/* There has to be room. */
void ring_put(struct ring *r, size_t number);

/* The one that has waited longest; one has to. */
size_t ring_take(struct ring *r);

void ring_fini(struct ring *r);

#endif
