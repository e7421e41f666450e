/* SPDX-License-Identifier: ISC */
/*
 * Group commit: which waiting client is answered by which run of uptime.
 * dispatcher.c feeds it arrivals and results and does what it answers.
 * Pure: no I/O, no clock, no allocation.
 */
#include "ruptimed/batch.h"

void
batch_init(struct batch *b, uint64_t max_age_us)
{
	*b = (struct batch){ .max_age_us = max_age_us };
}

/* Whether the latest run started late enough for a client of now_us.  With a
 * max-age of 0 it did not: it started before this client came. */
static bool
latest_is_fresh(const struct batch *b, uint64_t now_us)
{
	return b->max_age_us > 0 && now_us - b->started_us <= b->max_age_us;
}

uint64_t
batch_join(struct batch *b, uint64_t now_us)
{
	bool fresh = latest_is_fresh(b, now_us);
	uint64_t run;

	if (fresh && b->good)
		return BATCH_NOW;
	run = fresh && b->running ? b->latest : b->latest + 1;
	if (b->wanted < run)
		b->wanted = run;
	return run;
}

bool
batch_wants_run(const struct batch *b)
{
	return !b->running && b->wanted > b->latest;
}

void
batch_start(struct batch *b, uint64_t now_us)
{
	b->latest++;
	b->started_us = now_us;
	b->running = true;
	b->good = false;
}

uint64_t
batch_finish(struct batch *b, bool good)
{
	b->running = false;
	b->good = good;
	return b->latest;
}
