/* SPDX-License-Identifier: ISC */
/*
 * The event loop that asks many hosts, so many at once.  report.c calls it and
 * shows what has come of it.
 */
#include <errno.h>
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common/log.h"
#include "ruptime/command/command.h"
#include "ruptime/ask/context.h"
#include "ruptime/ask/fleet.h"
#include "ruptime/ask/interrupt.h"
#include "ruptime/ask/progress.h"
#include "ruptime/ask/query.h"
#include "ruptime/ask/receive.h"
#include "ruptime/ask/window.h"

/*
 * Connections are begun by the batch and read for the first time when some
 * more have been begun: by then most have answered.  Signals and deadlines have
 * their turn between bursts.
 */
enum { BATCH = 16, UNREAD_MAX = 64, BURST = 1024 };

/* A connection, and the second racer of a host that has two addresses. */
enum { CONNECTION_FDS = 2 };

/* A host that is being asked. */
struct slot {
	struct fleet *fleet;
	struct host *host;
	struct query *query;
	struct target target;
};

struct fleet {
	struct context context;
	const struct targets *targets;
	struct host *hosts;
	size_t next; /* that was not begun yet */
	struct progress_counts counts;
	struct progress *progress;
	bool keeps_text;
	bool (*each)(void *arg, const struct host *h);
	void *arg;
	enum fleet_result result;
	struct event *pump;
	struct interrupt *interrupt;
	size_t window;
	size_t spare; /* descriptors, for those that race */
	struct slot *slots;
	struct slot **idle;
	size_t idle_count;
};

static void
end(struct fleet *f, enum fleet_result result)
{
	f->result = result;
	event_base_loopbreak(f->context.base);
}

/* NULL where there is none or no memory. */
static char *
copy_text(const struct answer *a)
{
	char *text = a->len > 0 ? malloc(a->len + 1) : NULL;

	if (text == NULL)
		return NULL;
	memcpy(text, a->text, a->len);
	text[a->len] = '\0';
	return text;
}

static void
read_reply(struct host *h, const struct query *q)
{
	const struct answer *a = query_get_answer(q);

	h->text = copy_text(a);
	h->text_len = h->text != NULL ? a->len : 0;
	if (h->state != STATE_UP)
		return;
	h->rtt_ms = query_get_ms(q);
	h->replied_at = time(NULL);
	if (!uptime_parse(a->text, a->len, &h->uptime)) {
		h->state = STATE_BAD_REPLY;
		h->detail = strdup("the reply is not what uptime prints");
	}
}

static void
fill(struct host *h, const struct query *q)
{
	char address[NET_TEXT_MAX];

	h->state = query_get_state(q);
	if (query_get_address(q, address) != NULL)
		h->address = strdup(address);
	if (h->state != STATE_UP)
		h->detail = strdup(query_get_detail(q));
	read_reply(h, q);
}

/* What is constant to all others. */
static void
forget(const char *text)
{
	/* NOLINTNEXTLINE(performance-no-int-to-ptr): only its const goes. */
	free((void *)(uintptr_t)text);
}

static void
forget_text(struct host *h)
{
	forget(h->text);
	h->text = NULL;
	h->text_len = 0;
}

/* By way of the loop, if memory allows: what is made active from within a
 * callback comes before all that the loop has not looked at yet. */
static void
pump_soon(struct fleet *f)
{
	static const struct timeval at_once = { 0, 0 };

	if (!evtimer_pending(f->pump, NULL) &&
	    evtimer_add(f->pump, &at_once) == -1)
		event_active(f->pump, EV_TIMEOUT, 0);
}

static void
count_host(struct fleet *f, struct host *h)
{
	f->counts.done++;
	if (h->state != STATE_UP)
		f->counts.failed++;
	if (f->each != NULL) {
		progress_hide(f->progress);
		if (!f->each(f->arg, h))
			end(f, FLEET_STOPPED);
	}
	if (!f->keeps_text)
		forget_text(h);
	if (f->counts.done == f->counts.all)
		end(f, FLEET_ALL);
	else
		pump_soon(f);
}

static void
on_done(void *arg)
{
	struct slot *slot = arg;
	struct fleet *f = slot->fleet;

	fill(slot->host, slot->query);
	query_free(slot->query);
	slot->query = NULL;
	f->idle[f->idle_count++] = slot;
	count_host(f, slot->host);
}

static void
on_again(void *arg)
{
	const struct slot *slot = arg;
	char text[512];

	progress_hide(slot->fleet->progress);
	log_info("%s: %s", slot->target.text,
	    query_describe(slot->query, text, sizeof(text)));
}

static void
begin_next(struct fleet *f)
{
	struct slot *slot = f->idle[--f->idle_count];
	struct host *h = &f->hosts[f->next];

	slot->fleet = f;
	slot->host = h;
	slot->target = targets_get(f->targets, f->next++);
	*h = (struct host){ .name = slot->target.text,
		.port = slot->target.port_number,
		.rtt_ms = -1 };
	slot->query = query_start(&f->context, slot->target.host,
	    slot->target.port, slot);
	if (slot->query != NULL)
		return;
	h->state = STATE_UNREACHABLE;
	h->detail = strdup(strerror(errno));
	f->idle[f->idle_count++] = slot;
	count_host(f, h);
}

static bool
has_next(const struct fleet *f)
{
	return f->idle_count > 0 && f->next < f->counts.all;
}

static void
on_pump(evutil_socket_t fd, short what, void *arg)
{
	struct fleet *f = arg;
	unsigned n;

	(void)fd;
	(void)what;
	for (n = 0; n < BURST && has_next(f); n++) {
		begin_next(f);
		if (n % BATCH == 0)
			receiver_look(f->context.receiver, UNREAD_MAX);
	}
	if (has_next(f))
		pump_soon(f);
}

static bool
open_fleet(struct fleet *f, unsigned fanout)
{
	size_t i;

	if (fanout > f->counts.all)
		fanout = (unsigned)f->counts.all;
	f->window = window_size(fanout,
	    f->context.command != NULL ? COMMAND_FDS : CONNECTION_FDS,
	    &f->spare, &f->context.soft_nofile);
	f->context.spare = &f->spare;
	f->slots = calloc(f->window, sizeof(f->slots[0]));
	f->idle = calloc(f->window, sizeof(struct slot *));
	if (f->slots == NULL || f->idle == NULL ||
	    !context_open(&f->context, &query_resolver_calls))
		return false;
	for (i = f->window; i-- > 0;)
		f->idle[f->idle_count++] = &f->slots[i];
	f->pump = evtimer_new(f->context.base, on_pump, f);
	f->interrupt = interrupt_watch(f->context.base);
	return f->pump != NULL && f->interrupt != NULL;
}

static void
close_fleet(struct fleet *f)
{
	size_t i;

	progress_stop(f->progress);
	for (i = 0; f->slots != NULL && i < f->window; i++)
		query_free(f->slots[i].query);
	if (f->pump != NULL)
		event_free(f->pump);
	interrupt_free(f->interrupt);
	context_close(&f->context);
	free(f->slots);
	free(f->idle);
}

static void
name_hosts(struct fleet *f)
{
	size_t i;

	for (i = 0; i < f->counts.all; i++)
		f->hosts[i] =
		    (struct host){ .name = targets_get(f->targets, i).text,
			    .rtt_ms = -1 };
}

enum fleet_result
fleet_ask(const struct options *o, const struct template *command,
    const struct targets *ts, struct host *hosts, bool keeps_text,
    bool (*each)(void *arg, const struct host *h), void *arg)
{
	struct fleet f = {
		.context = {
			.command = command,
			.family = o->family,
			.retries = o->retries,
			.timeout_ms = o->timeout_ms,
			.wait = o->wait,
			.again = o->verbose ? on_again : NULL,
			.done = on_done,
		},
		.targets = ts,
		.hosts = hosts,
		.counts.all = targets_count(ts),
		.keeps_text = keeps_text,
		.each = each,
		.arg = arg,
		.result = FLEET_FAILED,
	};

	name_hosts(&f);
	if (open_fleet(&f, o->fanout)) {
		f.progress = progress_start(f.context.base, &f.counts);
		pump_soon(&f);
		if (event_base_dispatch(f.context.base) == -1)
			log_warnx("waiting for events failed");
		else if (interrupt_signal(f.interrupt) != 0)
			f.result = FLEET_INTERRUPTED;
	} else
		log_warn("cannot prepare to ask");
	close_fleet(&f);
	return f.result;
}

void
fleet_forget(struct host *hosts, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		forget_text(&hosts[i]);
		forget(hosts[i].address);
		forget(hosts[i].detail);
	}
}
