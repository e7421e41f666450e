/* SPDX-License-Identifier: ISC */
/*
 * Numbers that wait for their turn: turns.c has hosts in such.
 * Pure: no I/O, no clock.
 */
#include <stdlib.h>

#include "ruptime/ask/ring.h"

bool
ring_init(struct ring *r, size_t size)
{
	*r = (struct ring){ .size = size };
	if (size > 0)
		r->v = calloc(size, sizeof(r->v[0]));
	return size == 0 || r->v != NULL;
}

void
ring_put(struct ring *r, size_t number)
{
	r->v[(r->first + r->count++) % r->size] = number;
}

size_t
ring_take(struct ring *r)
{
	size_t number = r->v[r->first];

	r->first = (r->first + 1) % r->size;
	r->count--;
	return number;
}

void
ring_fini(struct ring *r)
{
	free(r->v);
	*r = (struct ring){ 0 };
}
