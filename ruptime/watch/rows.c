/* SPDX-License-Identifier: ISC */
/*
 * The hosts that the live view shows, in order; view.c says which and how.
 * They are sorted several times a second, all 10,000, so they stay where they
 * were: then little is left to be sorted.
 * Pure but for the memory that it allocates: no I/O, no clock.
 */
#include <stdlib.h>

#include "ruptime/show/order.h"
#include "ruptime/watch/rows.h"

int
rows_init(struct rows *r, size_t room)
{
	*r = (struct rows){ .v = calloc(room, sizeof(struct host *)),
		.placed = calloc(room, sizeof(r->placed[0])) };
	return r->v != NULL && r->placed != NULL ? 0 : -1;
}

void
rows_fini(struct rows *r)
{
	free(r->v);
	free(r->placed);
	*r = (struct rows){ .v = NULL };
}

static bool
is_shown(const struct rows_choice *choice, const struct host *h)
{
	return host_has_line(h) && (!choice->not_up || h->state != STATE_UP);
}

/* Of those that were shown. */
static void
keep(struct rows *r, const struct rows_choice *choice)
{
	size_t i, n = 0;

	for (i = 0; i < r->count; i++)
		if (is_shown(choice, r->v[i]))
			r->v[n++] = r->v[i];
		else
			r->placed[r->v[i] - choice->hosts] = false;
	r->count = n;
}

static void
add(struct rows *r, const struct rows_choice *choice)
{
	size_t i;

	for (i = 0; i < choice->count; i++) {
		if (r->placed[i] || !is_shown(choice, &choice->hosts[i]))
			continue;
		r->placed[i] = true;
		r->v[r->count++] = &choice->hosts[i];
	}
}

void
rows_choose(struct rows *r, const struct rows_choice *choice)
{
	keep(r, choice);
	add(r, choice);
	order_hosts(r->v, r->count, choice->sort, choice->reverse);
}

const struct host *
rows_staying(const struct rows *r, const struct rows_choice *choice, size_t i)
{
	for (; i < r->count; i++)
		if (is_shown(choice, r->v[i]))
			return r->v[i];
	return NULL;
}

size_t
rows_find(const struct rows *r, const struct host *h)
{
	size_t i = 0;

	while (r->v[i] != h)
		i++;
	return i;
}
