/* SPDX-License-Identifier: ISC */
/*
 * The signals that end a run early.  fleet.c stops asking then, and stream.c
 * ends the command that it has started.
 */
#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>

#include "ruptime/ask/interrupt.h"

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

enum { COUNT = sizeof(signals) / sizeof(signals[0]) };

struct interrupt {
	struct event_base *base;
	struct event *events[COUNT];
	int last;
};

static void
on_signal(evutil_socket_t number, short what, void *arg)
{
	struct interrupt *i = arg;

	i->last = number;
	event_base_loopbreak(i->base);
}

/* nohup(1) is respected. */
static bool
is_ignored(int number)
{
	struct sigaction action;

	return sigaction(number, NULL, &action) == 0 &&
	    action.sa_handler == SIG_IGN;
}

struct interrupt *
interrupt_watch(struct event_base *base)
{
	struct interrupt *i = calloc(1, sizeof(*i));
	size_t n;

	if (i == NULL)
		return NULL;
	i->base = base;
	for (n = 0; n < COUNT; n++) {
		if (is_ignored(signals[n]))
			continue;
		i->events[n] = evsignal_new(base, signals[n], on_signal, i);
		if (i->events[n] == NULL ||
		    event_add(i->events[n], NULL) == -1) {
			interrupt_free(i);
			errno = ENOMEM;
			return NULL;
		}
	}
	return i;
}

int
interrupt_signal(const struct interrupt *i)
{
	return i->last;
}

void
interrupt_free(struct interrupt *i)
{
	size_t n;

	if (i == NULL)
		return;
	for (n = 0; n < COUNT; n++)
		if (i->events[n] != NULL)
			event_free(i->events[n]);
	free(i);
}
