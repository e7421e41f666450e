/* SPDX-License-Identifier: ISC */
/*
 * Takes clients from the listeners to the dispatcher, and pauses where there is
 * no room for more.  server.c makes it, and says when it has to end.
 */
#include <event2/event.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "common/timer.h"
#include "ruptimed/acceptor.h"
#include "ruptimed/dispatcher.h"
#include "ruptimed/listener.h"

enum {
	ACCEPTS = 64,   /* clients taken before others have their turn */
	PAUSE_MS = 1000 /* when resources are short */
};

struct acceptor {
	struct event_base *base;
	struct listeners *listeners;
	struct dispatcher *dispatcher;
	void (*turned)(void *arg);
	void *arg;
	struct event *resume;
	bool paused, closing;
};

static void
pause_accepting(struct acceptor *a)
{
	a->paused = true;
	listeners_pause(a->listeners);
	timer_start_ms(a->resume, PAUSE_MS);
}

void
acceptor_resume(struct acceptor *a)
{
	if (!a->paused)
		return;
	a->paused = false;
	evtimer_del(a->resume);
	listeners_resume(a->listeners);
	/* To learn that a backlog is empty one has to look. */
	if (a->closing)
		listeners_poll(a->listeners);
}

static void
on_resume(evutil_socket_t fd, short what, void *arg)
{
	struct acceptor *a = arg;

	acceptor_resume(a);
	a->turned(a->arg);
}

/* Take clients from l until there is none; false at the end of the turn or of
 * what we can take. */
static bool
accept_all(struct acceptor *a, struct listener *l)
{
	struct sockaddr_storage sa;
	socklen_t len;
	int fd, i;

	for (i = 0; i < ACCEPTS; i++) {
		if (!dispatcher_has_room(a->dispatcher)) {
			pause_accepting(a);
			return false;
		}
		switch (listener_accept(l, &fd, &sa, &len)) {
		case LISTENER_CLIENT:
			if (dispatcher_take(a->dispatcher, fd, &sa, len))
				break;
			/* FALLTHROUGH */
		case LISTENER_EXHAUSTED:
			pause_accepting(a);
			return false;
		case LISTENER_ANOTHER:
			break;
		case LISTENER_NONE:
			return true;
		}
	}
	return false;
}

static void
on_listener(struct listener *l, void *arg)
{
	struct acceptor *a = arg;

	if (accept_all(a, l)) {
		if (a->closing)
			listener_close(l);
	} else if (a->closing && !a->paused) /* nobody, perhaps */
		listeners_poll(a->listeners);
	dispatcher_end_turn(a->dispatcher);
	a->turned(a->arg);
}

struct acceptor *
acceptor_new(struct event_base *base, struct listeners *ls,
    struct dispatcher *d, void (*turned)(void *arg), void *arg)
{
	struct acceptor *a = calloc(1, sizeof(*a));

	if (a == NULL)
		return NULL;
	*a = (struct acceptor){ .base = base,
		.listeners = ls,
		.dispatcher = d,
		.turned = turned,
		.arg = arg,
		.resume = evtimer_new(base, on_resume, a) };
	if (a->resume != NULL)
		return a;
	free(a);
	return NULL;
}

int
acceptor_begin(struct acceptor *a)
{
	return listeners_watch(a->listeners, a->base, on_listener, a);
}

void
acceptor_close(struct acceptor *a)
{
	a->closing = true;
	acceptor_resume(a);
	listeners_poll(a->listeners);
}

bool
acceptor_is_paused(const struct acceptor *a)
{
	return a->paused;
}

void
acceptor_free(struct acceptor *a)
{
	if (a == NULL)
		return;
	event_free(a->resume);
	free(a);
}
