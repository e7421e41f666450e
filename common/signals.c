/* SPDX-License-Identifier: ISC */
/*
 * Signals as calls from an event loop.  server.c obeys them, interrupt.c ends a
 * run.
 */
#include <event2/event.h>
#include <signal.h>
#include <stdlib.h>

#include "common/inherited.h"
#include "common/loop.h"
#include "common/signals.h"

struct signals {
	void (*come)(void *arg, int number);
	void *arg;
	sigset_t held; /* before */
	size_t count;
	struct event *events[];
};

static void
on_signal(evutil_socket_t number, short what, void *arg)
{
	const struct signals *sg = arg;

	sg->come(sg->arg, number);
}

/* What cannot be written is an error told by errno, and no end: to a reader
 * that has gone, a terminal that stops whoever writes to it in the background
 * (stty tostop). */
void
signals_ignore(void)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGTTOU, SIG_IGN);
}

static void
set_mask(int how, const int *numbers, size_t count, sigset_t *before)
{
	sigset_t these;
	size_t i;

	sigemptyset(&these);
	for (i = 0; i < count; i++)
		sigaddset(&these, numbers[i]);
	sigprocmask(how, &these, before);
}

void
signals_hold(const int *numbers, size_t count)
{
	set_mask(SIG_BLOCK, numbers, count, NULL);
}

void
signals_release(const int *numbers, size_t count)
{
	set_mask(SIG_UNBLOCK, numbers, count, NULL);
}

struct signals *
signals_watch(struct event_base *base, const int *numbers, size_t count,
    void (*come)(void *arg, int number), void *arg)
{
	struct signals *sg =
	    calloc(1, sizeof(*sg) + count * sizeof(struct event *));
	struct event *event;
	size_t i;

	if (sg == NULL)
		return NULL;
	sigemptyset(&sg->held);
	sg->come = come;
	sg->arg = arg;
	for (i = 0; i < count; i++) {
		if (inherited_ignores(numbers[i]))
			continue;
		event = evsignal_new(base, numbers[i], on_signal, sg);
		if (event != NULL)
			sg->events[sg->count++] = event;
		if (event == NULL ||
		    event_priority_set(event, LOOP_URGENT) == -1 ||
		    evsignal_add(event, NULL) == -1) {
			signals_free(sg);
			return NULL;
		}
	}
	set_mask(SIG_UNBLOCK, numbers, count, &sg->held);
	return sg;
}

void
signals_free(struct signals *sg)
{
	if (sg == NULL)
		return;
	sigprocmask(SIG_BLOCK, &sg->held, NULL);
	while (sg->count > 0)
		event_free(sg->events[--sg->count]);
	free(sg);
}
