/* SPDX-License-Identifier: ISC */
/*
 * The one timer of an idle server that may leave.  server.c sets it at each
 * change and stops the loop when it is over.
 */
#include <event2/event.h>
#include <stdlib.h>

#include "common/timer.h"
#include "ruptimed/idle.h"

struct idle {
	struct event *timer;
	uint32_t patience_ms;
	void (*over)(void *);
	void *arg;
};

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct idle *idle = arg;

	idle->over(idle->arg);
}

struct idle *
idle_new(struct event_base *base, uint32_t ms, void (*over)(void *arg),
    void *arg)
{
	struct idle *idle = calloc(1, sizeof(*idle));

	if (idle == NULL)
		return NULL;
	idle->patience_ms = ms;
	idle->over = over;
	idle->arg = arg;
	idle->timer = evtimer_new(base, on_timer, idle);
	if (idle->timer != NULL)
		return idle;
	free(idle);
	return NULL;
}

void
idle_set(struct idle *idle, bool is_idle)
{
	if (idle == NULL)
		return;
	if (!is_idle)
		evtimer_del(idle->timer);
	else if (!evtimer_pending(idle->timer, NULL))
		timer_start_ms(idle->timer, idle->patience_ms);
}

void
idle_free(struct idle *idle)
{
	if (idle == NULL)
		return;
	event_free(idle->timer);
	free(idle);
}
