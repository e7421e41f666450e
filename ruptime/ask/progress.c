/* SPDX-License-Identifier: ISC */
/* One line on the terminal that says how far it is.  fleet.c starts it. */
#include <event2/event.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/timer.h"
#include "common/transient.h"
#include "ruptime/ask/progress.h"

/* First shown after half a second, then brought up to date five times a
 * second. */
enum { PATIENCE_MS = 500, PERIOD_MS = 200 };

struct progress {
	const struct progress_counts *counts;
	struct event *timer;
	bool shown;
};

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct progress *p = arg;
	const struct progress_counts *c = p->counts;
	char text[96];

	snprintf(text, sizeof(text), "%zu of %zu hosts, %zu not up", c->done,
	    c->all, c->failed);
	if (transient_show(text))
		p->shown = true;
	timer_start_ms(p->timer, PERIOD_MS);
}

struct progress *
progress_start(struct event_base *base, const struct progress_counts *counts)
{
	struct progress *p;

	if (!isatty(STDERR_FILENO))
		return NULL;
	p = calloc(1, sizeof(*p));
	if (p == NULL)
		return NULL;
	p->counts = counts;
	p->timer = evtimer_new(base, on_timer, p);
	if (p->timer == NULL) {
		free(p);
		return NULL;
	}
	timer_start_ms(p->timer, PATIENCE_MS);
	return p;
}

void
progress_hide(struct progress *p)
{
	if (p == NULL || !p->shown)
		return;
	transient_hide();
	p->shown = false;
}

void
progress_stop(struct progress *p)
{
	if (p == NULL)
		return;
	progress_hide(p);
	event_free(p->timer);
	free(p);
}
