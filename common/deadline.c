/* SPDX-License-Identifier: ISC */
/*
 * When it is over, by the clock, which a loop may be late for.  Queries and
 * attempts have them.
 */
#include "common/clock.h"
#include "common/deadline.h"
#include "common/timer.h"

enum { LATE_MS = 250, GRACE_MS = 1000 };
enum { LOOKS = 2 }; /* one finds a connection, the other its reply */

static void
start(struct deadline *d, uint64_t now_us)
{
	timer_start_us(&d->timer, d->due_us > now_us ? d->due_us - now_us : 0);
}

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct deadline *d = arg;
	uint64_t now_us = clock_us(), late_us;

	if (now_us < d->due_us) {
		start(d, now_us);
		return;
	}
	late_us = now_us - d->due_us;
	if (late_us > LATE_MS * UINT64_C(1000)) {
		d->due_us = now_us +
		    (d->ms < GRACE_MS ? d->ms : GRACE_MS) * UINT64_C(1000);
		d->looks = 0;
	} else if (d->looks++ == LOOKS) {
		d->set = false;
		d->over(d->arg);
		return;
	}
	start(d, now_us);
}

void
deadline_init(struct deadline *d, struct event_base *base,
    void (*over)(void *arg), void *arg)
{
	*d = (struct deadline){ .over = over, .arg = arg };
	evtimer_assign(&d->timer, base, on_timer, d);
}

void
deadline_set_ms(struct deadline *d, uint32_t ms)
{
	uint64_t now_us = clock_us();

	d->ms = ms;
	d->due_us = now_us + ms * UINT64_C(1000);
	d->set = true;
	d->looks = 0;
	start(d, now_us);
}

bool
deadline_is_set(const struct deadline *d)
{
	return d->set;
}

bool
deadline_is_past(const struct deadline *d)
{
	return d->set && d->looks > 0;
}

uint32_t
deadline_left_ms(const struct deadline *d)
{
	uint64_t now_us = clock_us();

	if (!d->set)
		return 0;
	if (d->due_us < now_us + 1000)
		return 1;
	return (uint32_t)((d->due_us - now_us) / 1000);
}

void
deadline_clear(struct deadline *d)
{
	d->set = false;
	evtimer_del(&d->timer);
}
