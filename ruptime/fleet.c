/* SPDX-License-Identifier: ISC */
/*
 * The event loop that asks hosts.  main.c calls it once.
 */
#include <errno.h>
#include <event2/event.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/evlog.h"
#include "common/log.h"
#include "ruptime/fleet.h"
#include "ruptime/query.h"
#include "ruptime/resolver.h"
#include "ruptime/screen.h"

/* A user is told what takes so long after half a second. */
enum { PATIENCE_MS = 500 };

struct fleet {
	struct query_context context;
	const char *name;
	struct query *query;
	struct event *patience; /* NULL where nobody looks */
	bool impatient;
	bool mid_line; /* of standard output */
	char said[512];
	bool write_failed;
};

static const char *
hint(enum state state)
{
	switch (state) {
	case STATE_REFUSED:
		return "; is ruptimed running there?";
	case STATE_DENIED:
		return "; see -A in ruptimed(8)";
	default:
		return "";
	}
}

static void
say_why(const char *name, const struct query *q)
{
	enum state state = query_get_state(q);

	log_warnx("%s: %s: %s%s", name, state_name(state), query_get_detail(q),
	    hint(state));
}

/* The same is not said twice: -w may wait for long. */
static void
say_waiting(struct fleet *f)
{
	char text[sizeof(f->said)];

	query_describe(f->query, text, sizeof(text));
	if (strcmp(text, f->said) == 0 && !log_is_verbose())
		return;
	strlcpy(f->said, text, sizeof(f->said));
	log_info("%s: %s", f->name, text);
}

static void
on_data(void *arg, const char *data, size_t len)
{
	struct fleet *f = arg;

	f->mid_line = data[len - 1] != '\n';
	if (screen_write(data, len) == 0)
		return;
	log_warn("standard output");
	f->write_failed = true;
	event_base_loopbreak(f->context.base);
}

static void
on_again(void *arg)
{
	struct fleet *f = arg;

	if (f->impatient || log_is_verbose())
		say_waiting(f);
}

static void
on_done(void *arg)
{
	struct fleet *f = arg;

	event_base_loopbreak(f->context.base);
}

static void
on_patience(evutil_socket_t fd, short what, void *arg)
{
	struct fleet *f = arg;

	(void)fd;
	(void)what;
	f->impatient = true;
	say_waiting(f);
}

static bool
ask(struct fleet *f, const struct net_endpoint *ep)
{
	const struct timeval patience = { .tv_usec = PATIENCE_MS * 1000L };

	f->query = query_start(&f->context, ep, f);
	if (f->query == NULL) {
		log_warn("%s", f->name);
		return false;
	}
	if (isatty(STDERR_FILENO)) {
		f->patience = evtimer_new(f->context.base, on_patience, f);
		if (f->patience != NULL)
			evtimer_add(f->patience, &patience);
	}
	if (event_base_dispatch(f->context.base) == -1) {
		log_warn("waiting for events failed");
		return false;
	}
	if (f->write_failed)
		return false;
	if (query_get_state(f->query) == STATE_UP)
		return true;
	/* A message has a line of its own, where both are on the screen. */
	if (f->mid_line && isatty(STDOUT_FILENO) && isatty(STDERR_FILENO))
		screen_write("\n", 1);
	say_why(f->name, f->query);
	return false;
}

bool
fleet_stream(const struct options *o, const char *name,
    const struct net_endpoint *ep)
{
	struct fleet f = {
		.name = name,
		.context = {
			.family = o->family,
			.retries = o->retries,
			.timeout_ms = o->timeout_ms,
			.wait = o->wait,
			.data = on_data,
			.again = on_again,
			.done = on_done,
		},
	};
	bool up = false;

	evlog_init();
	f.context.base = event_base_new();
	if (f.context.base != NULL)
		f.context.resolver =
		    resolver_new(f.context.base, &query_resolver_calls);
	if (f.context.resolver != NULL)
		up = ask(&f, ep);
	else
		log_warn("cannot prepare to ask");
	query_free(f.query);
	resolver_free(f.context.resolver);
	if (f.patience != NULL)
		event_free(f.patience);
	if (f.context.base != NULL)
		event_base_free(f.context.base);
	return up;
}
