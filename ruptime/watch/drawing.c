/* SPDX-License-Identifier: ISC */
/*
 * When the live table is drawn: answers wait a little for others, to be shown
 * together, and a terminal that takes nothing now until it does.  watch.c says
 * how long; view.c draws, terminal.c shows it.
 */
#include <event2/event.h>

#include "common/clock.h"
#include "common/timer.h"
#include "ruptime/watch/canvas.h"
#include "ruptime/watch/drawing.h"
#include "ruptime/watch/terminal.h"
#include "ruptime/watch/view.h"

static void
on_time(evutil_socket_t fd, short what, void *arg)
{
	struct drawing *d = arg;
	int lines, columns;
	struct canvas canvas;

	if (!terminal_ready(d->terminal))
		return;
	terminal_size(d->terminal, &lines, &columns);
	if (canvas_init(&canvas, lines, columns) == -1)
		return;
	view_draw(d->view, &canvas);
	terminal_show(d->terminal, &canvas);
}

bool
drawing_begin(struct drawing *d, struct event_base *base, struct view *view,
    struct terminal *terminal)
{
	*d = (struct drawing){ .terminal = terminal,
		.view = view,
		.timer = evtimer_new(base, on_time, d) };
	return d->timer != NULL;
}

/* Called with each answer, which mostly needs no clock. */
void
drawing_within(struct drawing *d, unsigned ms)
{
	int64_t due_ms;

	if (d->timer == NULL)
		return;
	if (evtimer_pending(d->timer, NULL) && d->wait_ms <= ms)
		return;
	due_ms = clock_ms() + ms;
	if (evtimer_pending(d->timer, NULL) && d->due_ms <= due_ms)
		return;
	d->wait_ms = ms;
	d->due_ms = due_ms;
	timer_start_ms(d->timer, ms);
}

void
drawing_end(struct drawing *d)
{
	if (d->timer != NULL)
		event_free(d->timer);
	d->timer = NULL;
}
