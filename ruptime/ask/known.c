/* SPDX-License-Identifier: ISC */
/*
 * Addresses that serve for a minute, one that was found by them having answered
 * since.  engine.c keeps them from one round to the next.
 */
#include <stdlib.h>

#include "common/clock.h"
#include "ruptime/ask/known.h"

/* How long addresses serve that were found once. */
enum { FRESH_US = 60 * 1000 * 1000 };

struct known_host {
	struct addresses addresses;
	uint64_t found_us;
};

bool
known_init(struct known *k, size_t count)
{
	k->v = calloc(count, sizeof(k->v[0]));
	k->count = k->v != NULL ? count : 0;
	return k->v != NULL;
}

struct addresses *
known_get(struct known *k, size_t i)
{
	struct known_host *h;

	if (k->v == NULL)
		return NULL;
	h = &k->v[i];
	if (h->addresses.count > 0 && clock_us() - h->found_us < FRESH_US)
		return &h->addresses;
	addresses_reset(&h->addresses);
	h->found_us = clock_us();
	return NULL;
}

struct addresses *
known_put(struct known *k, size_t i)
{
	return k->v != NULL ? &k->v[i].addresses : NULL;
}

void
known_fini(struct known *k)
{
	size_t i;

	for (i = 0; i < k->count; i++)
		addresses_reset(&k->v[i].addresses);
	free(k->v);
	*k = (struct known){ 0 };
}
