/* SPDX-License-Identifier: ISC */
/* One line on the terminal that says how far it is.  fleet.c starts it. */
#include <event2/event.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/timer.h"
#include "common/transient.h"
#include "ruptime/ask/progress.h"

/* First shown after half a second, then brought up to date five times a
 * second. */
enum { PATIENCE_MS = 500, PERIOD_MS = 200, TEXT_MAX = 512 };

struct progress {
	const struct progress_counts *counts;
	struct event *timer;
	bool shown;
};

/* Who is waited for may be down: with -w, all of them.  So nothing is said of
 * none. */
static void
say_how_far(const struct progress_counts *c, char *text, size_t size)
{
	const int n = snprintf(text, size, "%zu of %zu hosts", c->done, c->all);

	if (c->failed > 0 && n > 0 && (size_t)n < size)
		snprintf(text + n, size - (size_t)n, ", %zu not up", c->failed);
}

/* Append who is waited for still, where these are few. */
static void
name_last(const struct progress_counts *c, char *text, size_t size)
{
	const size_t n = c->all - c->done;
	const char *names[PROGRESS_NAMES];
	size_t i;

	if (n == 0 || n > PROGRESS_NAMES)
		return;
	c->waited_for(c->arg, names);
	for (i = 0; i < n; i++) {
		strlcat(text, i == 0 ? "; waiting for " : ", ", size);
		strlcat(text, names[i], size);
	}
}

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct progress *p = arg;
	const struct progress_counts *c = p->counts;
	char text[TEXT_MAX];

	say_how_far(c, text, sizeof(text));
	name_last(c, text, sizeof(text));
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
