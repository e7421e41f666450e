/* SPDX-License-Identifier: ISC */
/*
 * The event loop that joins listeners, clients, group commit and runs.  main.c
 * makes the server and runs it; nothing that a client does ends it.
 */
#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common/log.h"
#include "common/net.h"
#include "common/proto.h"
#include "ruptimed/batch.h"
#include "ruptimed/clients.h"
#include "ruptimed/limits.h"
#include "ruptimed/run.h"
#include "ruptimed/server.h"
#include "ruptimed/systemd.h"

enum {
	ACCEPTS = 64,       /* clients taken before others have their turn */
	PAUSE_MS = 1000,    /* of accepting, when resources are short */
	LINGER_MS = 1000,   /* for the last to close, once all are answered */
	STOP_MARGIN_MS = 50 /* of twice the timeout, to end within it */
};

enum phase { TRYING, SERVING, ONE_CLIENT, STOPPING };

enum { SIGNALS = 4 };

struct server {
	const struct options *o;
	enum phase phase;
	bool failed; /* the trial run */
	bool paused; /* accepting */
	struct event_base *base;
	struct listeners *listeners;
	struct clients *clients;
	struct run *run;
	struct batch batch;
	struct reply *text;   /* of the latest good run */
	struct reply *denied; /* ready made, so that they cannot fail */
	struct reply *no_memory;
	struct reply *stopping;
	struct event *signals[SIGNALS];
	struct event *resume_timer, *stop_timer, *linger_timer, *watchdog_timer;
	struct log_throttle run_throttle, deny_throttle;
};

static uint64_t
now_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * 1000000 + (uint64_t)ts.tv_nsec / 1000;
}

static void
set_timer(struct event *timer, uint64_t ms)
{
	struct timeval tv = { (time_t)(ms / 1000),
		(suseconds_t)(ms % 1000 * 1000) };

	evtimer_add(timer, &tv);
}

static void
log_stats(const struct server *s)
{
	const struct clients_stats *st = clients_get_stats(s->clients);

	log_info("accepted %llu, answered %llu, denied %llu, failed %llu, "
		 "gone %llu, runs %llu, waiting %zu",
	    (unsigned long long)st->accepted, (unsigned long long)st->answered,
	    (unsigned long long)st->denied, (unsigned long long)st->failed,
	    (unsigned long long)st->gone, (unsigned long long)s->batch.latest,
	    clients_unanswered(s->clients));
}

static void
notify_status(const struct server *s)
{
	const struct clients_stats *st = clients_get_stats(s->clients);

	systemd_notify("STATUS=Listening on %s; %llu answered, %llu denied, "
		       "%llu failed",
	    listeners_name(s->listeners), (unsigned long long)st->answered,
	    (unsigned long long)st->denied, (unsigned long long)st->failed);
}

/* Stopping ends when nobody is left, or soon after all are answered. */
static void
stop_if_done(struct server *s)
{
	if (s->phase == ONE_CLIENT && clients_count(s->clients) == 0)
		event_base_loopbreak(s->base);
	if (s->phase != STOPPING || listeners_open_any(s->listeners) ||
	    clients_unanswered(s->clients) > 0)
		return;
	if (clients_count(s->clients) == 0)
		event_base_loopbreak(s->base);
	else if (!evtimer_pending(s->linger_timer, NULL))
		set_timer(s->linger_timer, LINGER_MS);
}

static void
pause_accepting(struct server *s)
{
	s->paused = true;
	listeners_pause(s->listeners);
	set_timer(s->resume_timer, PAUSE_MS);
}

static void
resume_accepting(struct server *s)
{
	if (!s->paused)
		return;
	s->paused = false;
	evtimer_del(s->resume_timer);
	listeners_resume(s->listeners);
}

/* A client has left. */
static void
on_left(void *arg)
{
	struct server *s = arg;

	resume_accepting(s);
	stop_if_done(s);
}

static void
start_wanted_run(struct server *s)
{
	if (!batch_wants_run(&s->batch))
		return;
	batch_start(&s->batch, now_us());
	log_debug("run %llu starts", (unsigned long long)s->batch.latest);
	run_start(s->run);
}

static bool
may_ask(const struct server *s, const struct sockaddr_storage *sa)
{
	uint8_t addr[16];

	if (sa->ss_family == AF_UNIX)
		return true;
	return net_address_bytes((const void *)sa, addr) &&
	    acl_allows(&s->o->acl, addr);
}

/* A new client on fd, ours from here on.  False where memory is short. */
static bool
serve(struct server *s, int fd, const struct sockaddr_storage *sa,
    socklen_t len)
{
	char name[NET_TEXT_MAX];
	uint64_t run;

	if (!may_ask(s, sa)) {
		log_throttled(&s->deny_throttle, "%s: access denied",
		    net_format((const void *)sa, len, name));
		return clients_answer(s->clients, fd, s->denied, CONN_DENIED);
	}
	run = batch_join(&s->batch, now_us());
	if (log_is_verbose())
		log_debug("%s: answered by run %llu",
		    net_format((const void *)sa, len, name),
		    (unsigned long long)(run == BATCH_NOW ? s->batch.latest :
							    run));
	if (run == BATCH_NOW)
		return clients_answer(s->clients, fd, s->text, CONN_ANSWERED);
	return clients_wait(s->clients, fd, run);
}

/* Take clients from l until there is none; false at the end of its turn or
 * of what we can take. */
static bool
accept_all(struct server *s, struct listener *l)
{
	struct sockaddr_storage sa;
	socklen_t len;
	int fd, i;

	for (i = 0; i < ACCEPTS; i++) {
		if (!clients_make_room(s->clients)) {
			pause_accepting(s);
			return false;
		}
		switch (listener_accept(l, &fd, &sa, &len)) {
		case LISTENER_CLIENT:
			if (serve(s, fd, &sa, len))
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

	if (accept_all(s, l) && s->phase == STOPPING)
		listener_close(l);
	/* All who came together share one run. */
	start_wanted_run(s);
	clients_tidy(s->clients);
	stop_if_done(s);
}

static struct reply *
error_reply(const char *reason)
{
	char line[256];
	int len;

	len = snprintf(line, sizeof(line), "%s%s\n", PROTO_ERROR, reason);
	return reply_new(line, (size_t)len);
}

static void
log_run_failure(struct server *s, const char *reason, const char *detail)
{
	log_throttled(&s->run_throttle, "%s: %s%s%s", s->o->command, reason,
	    detail[0] != '\0' ? ": " : "", detail);
}

static void
on_run_done(void *arg, bool good, const char *text, size_t len,
    const char *detail)
{
	struct server *s = arg;
	struct reply *reply = good ? reply_new(text, len) : error_reply(text);
	uint64_t run;

	if (!good)
		log_run_failure(s, text, detail);
	if (reply == NULL) {
		good = false;
		reply = s->no_memory;
		reply->users++;
	}
	run = batch_finish(&s->batch, good);
	log_debug("run %llu has ended", (unsigned long long)run);
	clients_finish(s->clients, run, reply,
	    good ? CONN_ANSWERED : CONN_FAILED);
	if (good) {
		reply_free(s->text);
		s->text = reply;
	} else
		reply_free(reply);
	if (s->phase == TRYING) {
		s->failed = !good;
		event_base_loopbreak(s->base);
		return;
	}
	/* The answered only rest now and may make room. */
	resume_accepting(s);
	start_wanted_run(s);
	notify_status(s);
	stop_if_done(s);
}

static void
on_resume_timer(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	resume_accepting(arg);
}

/* Time is up: who waits still is told so. */
static void
on_stop_timer(evutil_socket_t fd, short what, void *arg)
{
	struct server *s = arg;

	(void)fd;
	(void)what;
	clients_finish(s->clients, UINT64_MAX, s->stopping, CONN_FAILED);
	event_base_loopbreak(s->base);
}

static void
on_linger_timer(evutil_socket_t fd, short what, void *arg)
{
	struct server *s = arg;

	(void)fd;
	(void)what;
	event_base_loopbreak(s->base);
}

static void
on_watchdog_timer(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	(void)arg;
	systemd_notify("WATCHDOG=1");
}

/* The first time, serve those who have come, the backlog too; a second signal,
 * or one while nobody can be waiting, is obeyed at once. */
static void
on_stop_signal(evutil_socket_t sig, short what, void *arg)
{
	struct server *s = arg;

	(void)sig;
	(void)what;
	if (s->phase != SERVING) {
		s->failed = s->phase == TRYING;
		event_base_loopbreak(s->base);
		return;
	}
	s->phase = STOPPING;
	log_info("stopping, %zu clients wait", clients_unanswered(s->clients));
	systemd_notify("STOPPING=1");
	set_timer(s->stop_timer,
	    2 * s->o->timeout_ms > 2 * STOP_MARGIN_MS ?
		2 * s->o->timeout_ms - STOP_MARGIN_MS :
		s->o->timeout_ms);
	resume_accepting(s);
	listeners_poll(s->listeners);
	stop_if_done(s);
}

static void
on_stats_signal(evutil_socket_t sig, short what, void *arg)
{
	(void)sig;
	(void)what;
	log_stats(arg);
}

static void
on_libevent_log(int severity, const char *message)
{
	if (severity >= EVENT_LOG_WARN)
		log_warnx("libevent: %s", message);
}

static struct event_base *
new_base(void)
{
	struct event_config *config = event_config_new();
	struct event_base *base = NULL;

	event_set_log_callback(on_libevent_log);
	if (config != NULL) {
		event_config_set_flag(config, EVENT_BASE_FLAG_NOLOCK);
		event_config_set_flag(config, EVENT_BASE_FLAG_IGNORE_ENV);
		base = event_base_new_with_config(config);
		event_config_free(config);
	}
	return base;
}

/* A closed terminal ends a daemon in its foreground, unless nohup(1) or
 * daemonizing has SIGHUP ignored. */
static bool
watch_signals(struct server *s)
{
	static const int stops[] = { SIGTERM, SIGINT, SIGHUP };
	struct sigaction hup;
	size_t i, n = 2;

	signal(SIGPIPE, SIG_IGN);
	if (sigaction(SIGHUP, NULL, &hup) == 0 && hup.sa_handler != SIG_IGN)
		n = 3;
	for (i = 0; i < n; i++)
		s->signals[i] =
		    evsignal_new(s->base, stops[i], on_stop_signal, s);
	s->signals[i++] = evsignal_new(s->base, SIGUSR1, on_stats_signal, s);
	while (i-- > 0)
		if (s->signals[i] == NULL ||
		    evsignal_add(s->signals[i], NULL) == -1)
			return false;
	return true;
}

static bool
make_timers(struct server *s)
{
	s->resume_timer = evtimer_new(s->base, on_resume_timer, s);
	s->stop_timer = evtimer_new(s->base, on_stop_timer, s);
	s->linger_timer = evtimer_new(s->base, on_linger_timer, s);
	s->watchdog_timer =
	    event_new(s->base, -1, EV_PERSIST, on_watchdog_timer, s);
	return s->resume_timer != NULL && s->stop_timer != NULL &&
	    s->linger_timer != NULL && s->watchdog_timer != NULL;
}

static bool
make_replies(struct server *s)
{
	s->denied = error_reply("access denied");
	s->no_memory = error_reply("out of memory");
	s->stopping = error_reply("the server is stopping");
	return s->denied != NULL && s->no_memory != NULL && s->stopping != NULL;
}

static bool
make_parts(struct server *s)
{
	unsigned max;
	rlim_t soft;

	s->base = new_base();
	if (s->base == NULL || !watch_signals(s) || !make_timers(s) ||
	    !make_replies(s)) {
		log_warn("cannot prepare to serve");
		return false;
	}
	max = limits_clients(s->o->max_clients, &soft);
	if (max == 0)
		return false;
	s->clients = clients_new(s->base, max, on_left, s);
	s->run = run_new(s->base, s->o->command, s->o->timeout_ms, soft,
	    on_run_done, s);
	if (s->clients == NULL || s->run == NULL) {
		log_warn("cannot prepare to serve");
		return false;
	}
	return true;
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
	batch_init(&s->batch, o->max_age_ms * UINT64_C(1000));
	if (!make_parts(s)) {
		server_free(s);
		return NULL;
	}
	return s;
}

static int
loop(struct server *s)
{
	if (event_base_dispatch(s->base) == 0)
		return 0;
	log_warn("waiting for events failed");
	return -1;
}

int
server_try(struct server *s)
{
	s->phase = TRYING;
	batch_start(&s->batch, now_us());
	run_start(s->run);
	return loop(s) == -1 || s->failed ? -1 : 0;
}

static void
start_watchdog(struct server *s)
{
	uint64_t us = systemd_watchdog_us() / 2;
	struct timeval tv = { (time_t)(us / 1000000),
		(suseconds_t)(us % 1000000) };

	if (us > 0)
		event_add(s->watchdog_timer, &tv);
}

int
server_run(struct server *s)
{
	int rc;

	s->phase = SERVING;
	if (listeners_watch(s->listeners, s->base, on_listener, s) == -1)
		return -1;
	start_watchdog(s);
	notify_status(s);
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
	if (!serve(s, fd, &sa, len)) {
		log_warn("cannot answer");
		return -1;
	}
	start_wanted_run(s);
	return clients_count(s->clients) > 0 ? loop(s) : 0;
}

void
server_free(struct server *s)
{
	struct event *events[] = { s->resume_timer, s->stop_timer,
		s->linger_timer, s->watchdog_timer, s->signals[0],
		s->signals[1], s->signals[2], s->signals[3] };
	size_t i;

	if (s == NULL)
		return;
	run_free(s->run);
	clients_free(s->clients);
	for (i = 0; i < sizeof(events) / sizeof(events[0]); i++)
		if (events[i] != NULL)
			event_free(events[i]);
	reply_free(s->text);
	reply_free(s->denied);
	reply_free(s->no_memory);
	reply_free(s->stopping);
	if (s->base != NULL)
		event_base_free(s->base);
	free(s);
}
