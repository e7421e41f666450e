/* SPDX-License-Identifier: ISC */
/*
 * The signals that end a run early.  fleet.c and watch.c stop asking then, and
 * stream.c ends the command that it has started.
 */
#include <event2/event.h>
#include <signal.h>
#include <stdlib.h>

#include "common/signals.h"
#include "ruptime/ask/interrupt.h"

struct interrupt {
	struct event_base *base;
	struct signals *signals;
	int last;
};

/* timeout(1) sends a signal to its child and then to the group, so to the child
 * once more: that one is not to end us before what is known was printed. */
static const struct timeval echo = { 0, 50 * 1000 };

static void
on_signal(void *arg, int number)
{
	struct interrupt *i = arg;

	i->last = number;
	if (event_base_loopexit(i->base, &echo) == -1)
		event_base_loopbreak(i->base);
}

struct interrupt *
interrupt_watch(struct event_base *base)
{
	/* The last one as a parent has it that sets a limit of time. */
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT,
		SIGALRM };
	struct interrupt *i = calloc(1, sizeof(*i));

	if (i == NULL)
		return NULL;
	i->base = base;
	i->signals = signals_watch(base, numbers,
	    sizeof(numbers) / sizeof(numbers[0]), on_signal, i);
	if (i->signals != NULL)
		return i;
	free(i);
	return NULL;
}

int
interrupt_signal(const struct interrupt *i)
{
	return i->last;
}

void
interrupt_free(struct interrupt *i)
{
	if (i == NULL)
		return;
	signals_free(i->signals);
	free(i);
}
