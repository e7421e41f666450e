/* SPDX-License-Identifier: ISC */
/*
 * Whose turn it is to be asked: first those that are listed, then addresses of
 * networks, and of these not too many.  engine.c asks.
 * Pure: no I/O, no clock.
 */
#include "ruptime/ask/turns.h"

bool
turns_init(struct turns *t, size_t listed, size_t searched, size_t late,
    unsigned fanout)
{
	*t = (struct turns){ .listed_count = listed,
		.searched_count = searched,
		.window = fanout != 0 ? fanout : TURNS_SEARCH_MAX,
		.is_paced = fanout == 0 };
	return ring_init(&t->listed, listed + late) &&
	    ring_init(&t->searched, searched) &&
	    pace_init(&t->pace, TURNS_SEARCH_MAX, TURNS_SEARCH_US);
}

static bool
is_searched(const struct turns *t, size_t i)
{
	return i >= t->listed_count && i - t->listed_count < t->searched_count;
}

void
turns_put(struct turns *t, size_t i)
{
	ring_put(is_searched(t, i) ? &t->searched : &t->listed, i);
}

size_t
turns_waiting(const struct turns *t)
{
	return t->listed.count + t->searched.count;
}

/* Whether an address may be begun but for the pace. */
static bool
has_room(const struct turns *t)
{
	return t->searched.count > 0 && t->searching < t->window;
}

bool
turns_any(const struct turns *t, uint64_t now_us)
{
	if (t->listed.count > 0)
		return true;
	return has_room(t) &&
	    (!t->is_paced || pace_wait_us(&t->pace, now_us) == 0);
}

uint64_t
turns_wait_us(const struct turns *t, uint64_t now_us)
{
	return has_room(t) && t->is_paced ? pace_wait_us(&t->pace, now_us) : 0;
}

size_t
turns_take(struct turns *t, uint64_t now_us)
{
	if (t->listed.count > 0)
		return ring_take(&t->listed);
	t->searching++;
	pace_note(&t->pace, now_us);
	return ring_take(&t->searched);
}

void
turns_done(struct turns *t, size_t i)
{
	if (is_searched(t, i))
		t->searching--;
}

void
turns_fini(struct turns *t)
{
	ring_fini(&t->listed);
	ring_fini(&t->searched);
	pace_fini(&t->pace);
}
