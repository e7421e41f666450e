/* SPDX-License-Identifier: ISC */
/*
 * The signals that end a run early.  fleet.c and watch.c stop asking then, and
 * stream.c ends the command that it has started.
 */
#include <event2/event.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "common/signals.h"
#include "ruptime/ask/interrupt.h"

struct interrupt {
	struct event_base *base;
	struct signals *signals;
	int last;
};

static void
on_signal(void *arg, int number)
{
	struct interrupt *i = arg;

	i->last = number;
	event_base_loopbreak(i->base);
}

/* The last one as a parent has it that sets a limit of time. */
static const int numbers[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM };

enum { COUNT = sizeof(numbers) / sizeof(numbers[0]) };

void
interrupt_hold(void)
{
	signals_hold(numbers, COUNT);
}

void
interrupt_release(void)
{
	signals_release(numbers, COUNT);
}

struct interrupt *
interrupt_watch(struct event_base *base)
{
	struct interrupt *i = calloc(1, sizeof(*i));

	if (i == NULL)
		return NULL;
	i->base = base;
	i->signals = signals_watch(base, numbers, COUNT, on_signal, i);
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

/*
 * timeout(1) sends a signal to its child and then to the group, so to the child
 * once more: while we still handle it, and before what is known is printed.  It
 * also ends the sleep.
 */
static void
let_it_come_twice(void)
{
	static const struct timespec echo = { .tv_nsec = 50L * 1000 * 1000 };

	nanosleep(&echo, NULL);
}

void
interrupt_free(struct interrupt *i)
{
	if (i == NULL)
		return;
	if (i->last != 0)
		let_it_come_twice();
	signals_free(i->signals);
	free(i);
}
