/* SPDX-License-Identifier: ISC */
/* When it is over, by the clock; with one last look before that is said. */
#ifndef COMMON_DEADLINE_H
#define COMMON_DEADLINE_H

#include <event2/event_struct.h>
#include <stdbool.h>
#include <stdint.h>

/* Stands inside its owner, who touches nothing in it. */
struct deadline {
	struct event timer;
	void (*over)(void *arg);
	void *arg;
	uint64_t due_us;
	uint32_t ms; /* that were given */
	bool set;
	unsigned looks; /* since it was over */
};

/* One that is not set; over is called with arg, from the loop. */
void deadline_init(struct deadline *d, struct event_base *base,
    void (*over)(void *arg), void *arg);

/*
 * It is over in so many milliseconds, whatever was set before.  What has come
 * in by then is seen to first: over is called after the loop has looked at all
 * descriptors again.  A program that did not run when it was over, being
 * stopped, say, goes on for as much as a second, but never for longer than was
 * given: what there is to be done then, such as to read what has come in the
 * meantime, needs some time.
 */
void deadline_set_ms(struct deadline *d, uint32_t ms);

bool deadline_is_set(const struct deadline *d);

/* Whether it is over but for what has come in: nothing is to be begun. */
bool deadline_is_past(const struct deadline *d);

/* How long until then, at least 1; 0 where it is not set. */
uint32_t deadline_left_ms(const struct deadline *d);

/* over is not called any more. */
void deadline_clear(struct deadline *d);

#endif
