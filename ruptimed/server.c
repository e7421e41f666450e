/* SPDX-License-Identifier: ISC */
/*
 * The event loop: takes clients from the listeners to the service, pauses and
 * stops.  main.c makes the server and runs it.
 */
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/log.h"
#include "common/loop.h"
#include "common/signals.h"
#include "common/timer.h"
#include "ruptimed/limits.h"
#include "ruptimed/manager.h"
#include "ruptimed/server.h"
#include "ruptimed/service.h"

enum {
	ACCEPTS = 64,        /* clients taken before others have their turn */
	PAUSE_MS = 1000,     /* of accepting, when resources are short */
	LINGER_MS = 1000,    /* for the last to close, once all are answered */
	STOP_MARGIN_MS = 50, /* of twice the timeout, to end within it */
	DESCRIPTION_MAX = 256
};

enum phase { TRYING, SERVING, ONE_CLIENT, STOPPING };

enum event_id { ON_RESUME, ON_STOP, ON_LINGER, ON_IDLE, EVENTS };

struct server {
	const struct options *o;
	enum phase phase;
	bool failed; /* the trial run */
	bool paused; /* accepting */
	struct event_base *base;
	struct signals *signals;
	struct manager *manager;
	struct listeners *listeners;
	struct service *service;
	struct event *events[EVENTS];
};

static void
log_stats(const struct server *s)
{
	char text[DESCRIPTION_MAX];

	log_info("%s", service_describe(s->service, text, sizeof(text)));
}

static void
write_status(void *arg, char *buf, size_t size)
{
	const struct server *s = arg;
	char text[DESCRIPTION_MAX];

	snprintf(buf, size, "Listening on %s: %s", listeners_name(s->listeners),
	    service_describe(s->service, text, sizeof(text)));
}

/* With --idle-exit a server may leave that nobody has asked for so long.
 * Accepting that pauses has someone in the backlog, perhaps. */
static void
look_if_idle(struct server *s)
{
	struct event *timer = s->events[ON_IDLE];

	if (s->o->idle_exit_ms == 0)
		return;
	if (s->phase != SERVING || s->paused || !service_is_idle(s->service))
		evtimer_del(timer);
	else if (!evtimer_pending(timer, NULL))
		timer_start_ms(timer, s->o->idle_exit_ms);
}

/* The end is when nobody is left, or soon after all are answered. */
static void
end_if_done(struct server *s)
{
	if (s->phase == ONE_CLIENT && service_clients(s->service) == 0)
		event_base_loopbreak(s->base);
	if (s->phase != STOPPING || listeners_open_any(s->listeners) ||
	    service_unanswered(s->service) > 0)
		return;
	if (service_clients(s->service) == 0)
		event_base_loopbreak(s->base);
	else if (!evtimer_pending(s->events[ON_LINGER], NULL))
		timer_start_ms(s->events[ON_LINGER], LINGER_MS);
}

static void
pause_accepting(struct server *s)
{
	s->paused = true;
	listeners_pause(s->listeners);
	timer_start_ms(s->events[ON_RESUME], PAUSE_MS);
}

static void
resume_accepting(struct server *s)
{
	if (!s->paused)
		return;
	s->paused = false;
	evtimer_del(s->events[ON_RESUME]);
	listeners_resume(s->listeners);
	/* To learn that a backlog is empty one has to look. */
	if (s->phase == STOPPING)
		listeners_poll(s->listeners);
}

/* Clients have left, or were answered and can make room. */
static void
on_changed(void *arg)
{
	struct server *s = arg;

	resume_accepting(s);
	look_if_idle(s);
	end_if_done(s);
}

static void
on_tried(void *arg, bool good)
{
	struct server *s = arg;

	s->failed = !good;
	event_base_loopbreak(s->base);
}

/* Take clients from l until there is none; false at the end of the turn or of
 * what we can take. */
static bool
accept_all(struct server *s, struct listener *l)
{
	struct sockaddr_storage sa;
	socklen_t len;
	int fd, i;

	for (i = 0; i < ACCEPTS; i++) {
		if (!service_has_room(s->service)) {
			pause_accepting(s);
			return false;
		}
		switch (listener_accept(l, &fd, &sa, &len)) {
		case LISTENER_CLIENT:
			if (service_take(s->service, fd, &sa, len))
				break;
			/* FALLTHROUGH */
		case LISTENER_EXHAUSTED:
			pause_accepting(s);
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
	struct server *s = arg;

	if (accept_all(s, l)) {
		if (s->phase == STOPPING)
			listener_close(l);
	} else if (s->phase == STOPPING && !s->paused) /* nobody, perhaps */
		listeners_poll(s->listeners);
	service_end_turn(s->service);
	look_if_idle(s);
	end_if_done(s);
}

static void
on_resume(evutil_socket_t fd, short what, void *arg)
{
	resume_accepting(arg);
	look_if_idle(arg);
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

	service_give_up(s->service);
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
	log_info("stopping, %zu clients wait", service_unanswered(s->service));
	manager_tell_stopping(limit_ms);
	timer_start_ms(s->events[ON_STOP],
	    limit_ms > UINT64_C(2) * STOP_MARGIN_MS ?
		limit_ms - STOP_MARGIN_MS :
		limit_ms / 2);
	resume_accepting(s);
	listeners_poll(s->listeners);
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

/* One that was put into the background is to stop all the same, while nohup(1)
 * and daemonizing keep it from being hung up. */
static struct signals *
watch_signals(struct server *s)
{
	static const int numbers[] = { SIGTERM, SIGINT, SIGHUP, SIGUSR1 };

	signal(SIGINT, SIG_DFL);
	return signals_watch(s->base, numbers,
	    sizeof(numbers) / sizeof(numbers[0]), on_signal, s);
}

static bool
make_events(struct server *s)
{
	static const event_callback_fn calls[] = { [ON_RESUME] = on_resume,
		[ON_STOP] = on_stop,
		[ON_LINGER] = on_stop,
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
	static const struct service_calls calls = { on_changed, on_tried };
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
	s->service = service_new(s->o, s->base, max, soft, &calls, s);
	if (s->service == NULL)
		log_warn("cannot prepare to serve");
	return s->service != NULL;
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
	service_try(s->service);
	return loop(s) == -1 || s->failed ? -1 : 0;
}

int
server_run(struct server *s)
{
	int rc;

	s->phase = SERVING;
	if (listeners_watch(s->listeners, s->base, on_listener, s) == -1)
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
	if (!service_take(s->service, fd, &sa, len)) {
		log_warn("cannot answer");
		return -1;
	}
	service_end_turn(s->service);
	return service_clients(s->service) > 0 ? loop(s) : 0;
}

void
server_free(struct server *s)
{
	int i;

	if (s == NULL)
		return;
	service_free(s->service);
	signals_free(s->signals);
	manager_free(s->manager);
	for (i = 0; i < EVENTS; i++)
		if (s->events[i] != NULL)
			event_free(s->events[i]);
	if (s->base != NULL)
		event_base_free(s->base);
	free(s);
}
