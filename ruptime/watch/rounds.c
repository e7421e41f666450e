/* SPDX-License-Identifier: ISC */
/*
 * When the rounds of the live view begin and end; watch.c does what this says.
 * Pure: no I/O, no clock, no allocation.
 */
#include "ruptime/watch/rounds.h"

enum { SEARCH_MS = 60 * 1000 };

static bool
is_last(const struct rounds *r)
{
	return r->count > 0 && r->begun == r->count;
}

static bool
waits_for_all(const struct rounds *r)
{
	return is_last(r) || (r->first_waits && r->begun == 1);
}

/* The time at which the round that has begun last makes room for the next. */
static uint64_t
due(const struct rounds *r)
{
	if (r->begun == 0 || r->at_once)
		return 0;
	return r->paused ? ROUNDS_NEVER : r->begun_ms + r->interval_ms;
}

static enum rounds_step
wait_until(uint64_t then, uint64_t now, uint64_t *wait_ms)
{
	*wait_ms = then == ROUNDS_NEVER ? ROUNDS_NEVER : then - now;
	return ROUNDS_WAIT;
}

static enum rounds_step
begin(struct rounds *r, uint64_t now)
{
	const uint64_t planned = r->begun_ms + r->interval_ms;
	const bool on_time = r->begun > 0 && !r->at_once && planned <= now &&
	    now - planned < r->interval_ms;

	r->begun_ms = on_time ? planned : now;
	r->begun++;
	r->asking = true;
	r->at_once = false;
	return ROUNDS_BEGIN;
}

enum rounds_step
rounds_next(struct rounds *r, uint64_t now, size_t asked, uint64_t *wait_ms)
{
	*wait_ms = 0;
	if (r->asking && asked > 0 && (waits_for_all(r) || now < due(r)))
		return wait_until(waits_for_all(r) ? ROUNDS_NEVER : due(r), now,
		    wait_ms);
	if (r->asking) {
		r->asking = false;
		r->finished = r->begun;
		return ROUNDS_FINISH;
	}
	if (is_last(r))
		return ROUNDS_END;
	if (now < due(r))
		return wait_until(due(r), now, wait_ms);
	return begin(r, now);
}

void
rounds_hurry(struct rounds *r)
{
	r->at_once = true;
	r->searches_at_once = true;
}

bool
rounds_search(struct rounds *r, uint64_t now)
{
	if (r->begun > 1 && !r->searches_at_once &&
	    now - r->searched_ms < SEARCH_MS)
		return false;
	r->searched_ms = now;
	r->searches_at_once = false;
	return true;
}
