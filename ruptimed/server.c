/* SPDX-License-Identifier: ISC */
/*
 * The event loop, from the trial run to the end: it joins acceptor and
 * dispatcher, and stops.  main.c makes the server and runs it; inetd.c has it
 * answer one client.
 */
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/log.h"
#include "common/loop.h"
#include "common/signals.h"
#include "common/timer.h"
#include "ruptimed/acceptor.h"
#include "ruptimed/dispatcher.h"
#include "ruptimed/limits.h"
#include "ruptimed/manager.h"
#include "ruptimed/server.h"

enum {
	FAREWELL_MS = 1000,  /* for the last to close, once all are answered */
	STOP_MARGIN_MS = 50, /* of twice the timeout, to end within it */
	DESCRIPTION_MAX = 256
};

enum phase { TRYING, SERVING, ONE_CLIENT, STOPPING };

enum event_id { ON_STOP, ON_FAREWELL, ON_IDLE, EVENTS };

struct server {
	const struct options *o;
	enum phase phase;
	bool failed; /* the trial run */
	struct event_base *base;
	struct signals *signals;
	struct manager *manager;
	struct listeners *listeners;
	struct dispatcher *dispatcher;
	struct acceptor *acceptor;
	struct event *events[EVENTS];
};

static void
log_stats(const struct server *s)
{
	char text[DESCRIPTION_MAX];

	log_info("%s", dispatcher_describe(s->dispatcher, text, sizeof(text)));
}

static void
write_status(void *arg, char *buf, size_t size)
{
	const struct server *s = arg;
	char text[DESCRIPTION_MAX];

	snprintf(buf, size, "Listening on %s: %s", listeners_name(s->listeners),
	    dispatcher_describe(s->dispatcher, text, sizeof(text)));
}

/* With --idle-exit a server may leave that nobody has asked for so long.
 * Accepting that pauses has someone in the backlog, perhaps. */
static void
look_if_idle(struct server *s)
{
	struct event *timer = s->events[ON_IDLE];

	if (s->o->idle_exit_ms == 0)
		return;
	if (s->phase != SERVING || acceptor_is_paused(s->acceptor) ||
	    !dispatcher_is_idle(s->dispatcher))
		evtimer_del(timer);
	else if (!evtimer_pending(timer, NULL))
		timer_start_ms(timer, s->o->idle_exit_ms);
}

/* The end is when nobody is left, or soon after all are answered. */
static void
end_if_done(struct server *s)
{
	if (s->phase == ONE_CLIENT && dispatcher_clients(s->dispatcher) == 0)
		event_base_loopbreak(s->base);
	if (s->phase != STOPPING || listeners_open_any(s->listeners) ||
	    dispatcher_unanswered(s->dispatcher) > 0)
		return;
	if (dispatcher_clients(s->dispatcher) == 0)
		event_base_loopbreak(s->base);
	else if (!evtimer_pending(s->events[ON_FAREWELL], NULL))
		timer_start_ms(s->events[ON_FAREWELL], FAREWELL_MS);
}

static void
on_turned(void *arg)
{
	struct server *s = arg;

	look_if_idle(s);
	end_if_done(s);
}

/* Clients have left, or were answered and can make room. */
static void
on_changed(void *arg)
{
	struct server *s = arg;

	acceptor_resume(s->acceptor);
	on_turned(s);
}

static void
on_tried(void *arg, bool good)
{
	struct server *s = arg;

	s->failed = !good;
	event_base_loopbreak(s->base);
}

/* Who comes from here on finds the sockets in the service manager's hands,
 * which starts the next of us.  It is not told that we stop: systemd would take
 * this for a stop that was asked for. */
static void
on_idle(evutil_socket_t fd, short what, void *arg)
{
	struct server *s = arg;

	log_info("idle for %g s, leaving", s->o->idle_exit_ms / 1000.0);
	event_base_loopbreak(s->base);
}

/* Time is up; who waits still is told so. */
static void
on_stop(evutil_socket_t fd, short what, void *arg)
{
	struct server *s = arg;

	dispatcher_give_up(s->dispatcher);
	event_base_loopbreak(s->base);
}

/* Serve those who have come, the backlog too. */
static void
begin_to_stop(struct server *s)
{
	/* The end of this run, and of one for who came later. */
	uint64_t limit_ms = 2 * (uint64_t)s->o->timeout_ms;

	s->phase = STOPPING;
	look_if_idle(s);
	log_info("stopping, %zu clients wait",
	    dispatcher_unanswered(s->dispatcher));
	manager_tell_stopping(limit_ms);
	timer_start_ms(s->events[ON_STOP],
	    limit_ms > UINT64_C(2) * STOP_MARGIN_MS ?
		limit_ms - STOP_MARGIN_MS :
		limit_ms / 2);
	acceptor_close(s->acceptor);
	end_if_done(s);
}

/* A second one, or one while nobody can be waiting, is obeyed at once. */
static void
stop(struct server *s)
{
	switch (s->phase) {
	case TRYING:
		log_warnx("told to stop while starting");
		s->failed = true;
		event_base_loopbreak(s->base);
		break;
	case SERVING:
	case ONE_CLIENT:
		begin_to_stop(s);
		break;
	case STOPPING:
		on_stop(-1, 0, s);
		break;
	}
}

static void
on_signal(void *arg, int number)
{
	if (number == SIGUSR1)
		log_stats(arg);
	else
		stop(arg);
}

static const int watched[] = { SIGTERM, SIGINT, SIGHUP, SIGUSR1 };

enum { WATCHED = sizeof(watched) / sizeof(watched[0]) };

void
server_hold_signals(void)
{
	signals_hold(watched, WATCHED);
}

/* One that was put into the background is to stop all the same, while nohup(1)
 * and daemonizing keep it from being hung up. */
static struct signals *
watch_signals(struct server *s)
{
	signal(SIGINT, SIG_DFL);
	signal(SIGUSR1, SIG_DFL);
	return signals_watch(s->base, watched, WATCHED, on_signal, s);
}

static bool
make_events(struct server *s)
{
	static const event_callback_fn calls[] = { [ON_STOP] = on_stop,
		[ON_FAREWELL] = on_stop,
		[ON_IDLE] = on_idle };
	int i;

	for (i = 0; i < EVENTS; i++)
		if (!(s->events[i] = evtimer_new(s->base, calls[i], s)))
			return false;
	return true;
}

static bool
make_parts(struct server *s)
{
	static const struct dispatcher_calls calls = { on_changed, on_tried };
	rlim_t soft = 0;
	unsigned max;

	max = limits_clients(s->o->inetd ? 1 : s->o->max_clients, &soft);
	if (max == 0)
		return false;
	s->base = loop_new();
	if (s->base == NULL || !make_events(s) ||
	    (s->signals = watch_signals(s)) == NULL ||
	    (s->manager = manager_new(s->base, write_status, s)) == NULL) {
		log_warn("cannot wait for events");
		return false;
	}
	s->dispatcher = dispatcher_new(s->o, s->base, max, soft, &calls, s);
	if (s->dispatcher != NULL)
		s->acceptor = acceptor_new(s->base, s->listeners, s->dispatcher,
		    on_turned, s);
	if (s->acceptor == NULL)
		log_warn("cannot prepare to serve");
	return s->acceptor != NULL;
}

struct server *
server_new(const struct options *o, struct listeners *ls)
{
	struct server *s = calloc(1, sizeof(*s));

	if (s == NULL) {
		log_warn("cannot prepare to serve");
		return NULL;
	}
	s->o = o;
	s->listeners = ls;
	if (make_parts(s))
		return s;
	server_free(s);
	return NULL;
}

static int
loop(struct server *s)
{
	if (event_base_dispatch(s->base) == 0)
		return 0;
	log_warn("waiting for events");
	return -1;
}

int
server_try(struct server *s)
{
	s->phase = TRYING;
	manager_tell_starting(s->o->timeout_ms);
	dispatcher_try(s->dispatcher);
	return loop(s) == -1 || s->failed ? -1 : 0;
}

int
server_run(struct server *s)
{
	int rc;

	s->phase = SERVING;
	if (acceptor_begin(s->acceptor) == -1)
		return -1;
	look_if_idle(s);
	manager_tell_serving(s->manager);
	rc = loop(s);
	log_stats(s);
	return rc;
}

int
server_answer_one(struct server *s, int fd)
{
	struct sockaddr_storage sa = { .ss_family = AF_UNSPEC };
	socklen_t len = sizeof(sa);

	s->phase = ONE_CLIENT;
	if (getpeername(fd, (void *)&sa, &len) == -1) {
		log_warn("standard input");
		return -1;
	}
	if (!dispatcher_take(s->dispatcher, fd, &sa, len)) {
		log_warn("cannot answer");
		return -1;
	}
	dispatcher_end_turn(s->dispatcher);
	return dispatcher_clients(s->dispatcher) > 0 ? loop(s) : 0;
}

void
server_free(struct server *s)
{
	int i;

	if (s == NULL)
		return;
	dispatcher_free(s->dispatcher);
	acceptor_free(s->acceptor);
	signals_free(s->signals);
	manager_free(s->manager);
	for (i = 0; i < EVENTS; i++)
		if (s->events[i] != NULL)
			event_free(s->events[i]);
	if (s->base != NULL)
		event_base_free(s->base);
	free(s);
}
