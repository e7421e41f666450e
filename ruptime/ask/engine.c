/* SPDX-License-Identifier: ISC */
/*
 * Many hosts asked in one event loop, so many at once.  fleet.c has it ask each
 * once, watch.c again and again.
 */
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#include "common/child.h"
#include "common/clock.h"
#include "ruptime/ask/context.h"
#include "ruptime/ask/engine.h"
#include "ruptime/ask/known.h"
#include "ruptime/ask/naming.h"
#include "ruptime/ask/outcome.h"
#include "ruptime/ask/query.h"
#include "ruptime/ask/receive.h"
#include "ruptime/ask/turns.h"
#include "ruptime/ask/window.h"

/*
 * Connections are begun by the batch and read for the first time when some
 * more have been begun: by then most have answered.  Signals and deadlines have
 * their turn between bursts.
 */
enum { BATCH = 16, UNREAD_MAX = 64, BURST_US = 5000 };

/* A connection, and the second racer of a host that has two addresses. */
enum { CONNECTION_FDS = 2 };

/* So many names are worth it to read the names of this system once. */
enum { MANY_NAMES = 64 };

/* A host that is being asked. */
struct slot {
	struct engine *engine;
	size_t index;
	struct query *query;
	struct naming *naming;
	struct host found; /* whose name is being looked up */
	struct target target;
};

struct engine {
	struct context context;
	const struct engine_calls *calls;
	void *arg;
	const struct targets *targets;
	struct host *hosts;
	size_t count;
	struct known known; /* nothing where each is asked once */
	struct event *pump;
	size_t window;
	size_t spare; /* descriptors, for those that race */
	struct slot *slots;
	struct slot **idle;
	size_t idle_count;
	bool *asked;         /* of each host */
	struct turns turns;  /* of those about to be asked */
	struct event *paced; /* it is somebody's */
	bool numeric;
};

/* By way of the loop, if memory allows: what is made active from within a
 * callback comes before all that the loop has not looked at yet. */
static void
pump_soon(struct engine *e)
{
	static const struct timeval at_once = { 0, 0 };

	if (!evtimer_pending(e->pump, NULL) &&
	    evtimer_add(e->pump, &at_once) == -1)
		event_active(e->pump, EV_TIMEOUT, 0);
}

static bool
has_next(const struct engine *e)
{
	return e->idle_count > 0 && turns_any(&e->turns, clock_us());
}

/* Go on, now or when it is somebody's turn. */
static void
go_on(struct engine *e)
{
	uint64_t wait_us;
	struct timeval wait;

	if (has_next(e)) {
		pump_soon(e);
		return;
	}
	wait_us = turns_wait_us(&e->turns, clock_us());
	wait = (struct timeval){ (time_t)(wait_us / 1000000),
		(suseconds_t)(wait_us % 1000000) };
	if (wait_us > 0 && e->idle_count > 0 &&
	    !evtimer_pending(e->paced, NULL))
		evtimer_add(e->paced, &wait);
}

/* The slot's host has become h, and the slot is free for another. */
static void
conclude(struct slot *slot, const struct host *h)
{
	struct engine *e = slot->engine;
	const size_t i = slot->index;

	host_reset(&e->hosts[i]);
	e->hosts[i] = *h;
	e->asked[i] = false;
	query_free(slot->query);
	slot->query = NULL;
	turns_done(&e->turns, i);
	e->idle[e->idle_count++] = slot;
	go_on(e);
	e->calls->done(e->arg, i);
}

static void
on_named(void *arg, const char *name)
{
	struct slot *slot = arg;
	char text[FOUNDNAME_MAX];

	slot->naming = NULL;
	if (name != NULL)
		switch (targets_name(slot->engine->targets, &slot->target, name,
		    text)) {
		case TARGET_NAMED:
			host_rename(&slot->found, text);
			break;
		case TARGET_EXCLUDED:
			slot->found.elsewhere = true;
			break;
		case TARGET_MISNAMED:
			break;
		}
	conclude(slot, &slot->found);
}

/* Whether the name of what was found is being looked up. */
static bool
begin_naming(struct slot *slot, struct host *h)
{
	const struct engine *e = slot->engine;
	double left = e->context.timeout_ms - query_end(slot->query).ms;

	if (h->nobody || h->found_name != NULL || !slot->target.searched ||
	    e->numeric || left < 1)
		return false;
	slot->found = *h;
	slot->naming = naming_start(&e->context, slot->target.host,
	    (uint32_t)left, on_named, slot);
	return slot->naming != NULL;
}

/* In a later round one that was found before is there still, if only down. */
static void
keep_found(struct host *h, const struct host *before)
{
	if (!before->nobody)
		h->nobody = false;
	h->elsewhere = before->elsewhere;
	if (before->found_name != NULL)
		host_rename(h, before->found_name);
}

static void
on_done(void *arg)
{
	struct slot *slot = arg;
	struct engine *e = slot->engine;
	struct addresses *again = known_put(&e->known, slot->index);
	struct host h =
	    outcome_of(slot->query, &slot->target, e->context.command);

	keep_found(&h, &e->hosts[slot->index]);
	if (again != NULL && h.state == STATE_UP)
		query_take_addresses(slot->query, again);
	if (!begin_naming(slot, &h))
		conclude(slot, &h);
}

static void
on_again(void *arg)
{
	const struct slot *slot = arg;
	const struct engine *e = slot->engine;

	e->calls->again(e->arg, slot->index, slot->query);
}

static void
begin_next(struct engine *e)
{
	struct slot *slot = e->idle[--e->idle_count];
	struct host h;

	slot->engine = e;
	slot->index = turns_take(&e->turns, clock_us());
	slot->target = targets_get(e->targets, slot->index);
	slot->query = query_start(&e->context, &slot->target,
	    known_get(&e->known, slot->index), slot);
	if (slot->query != NULL)
		return;
	h = outcome_failed(&slot->target);
	conclude(slot, &h);
}

static void
on_pump(evutil_socket_t fd, short what, void *arg)
{
	struct engine *e = arg;
	const uint64_t end = clock_us() + BURST_US;
	unsigned n;

	for (n = 0; has_next(e) && clock_us() < end; n++) {
		begin_next(e);
		if (n % BATCH == 0)
			receiver_look(e->context.receiver, UNREAD_MAX);
	}
	go_on(e);
}

void
engine_ask(struct engine *e, bool search)
{
	size_t i;

	for (i = 0; i < e->count; i++) {
		if (e->asked[i] || (e->hosts[i].nobody && !search))
			continue;
		e->asked[i] = true;
		turns_put(&e->turns, i);
	}
	go_on(e);
}

void
engine_grow(struct engine *e)
{
	const size_t i = e->count++;
	const struct target t = targets_get(e->targets, i);

	e->hosts[i] = outcome_before(&t);
	e->asked[i] = true;
	turns_put(&e->turns, i);
	go_on(e);
}

size_t
engine_asked(const struct engine *e)
{
	return turns_waiting(&e->turns) + e->window - e->idle_count;
}

bool
engine_asks(const struct engine *e, size_t i)
{
	return e->asked[i];
}

struct event_base *
engine_base(const struct engine *e)
{
	return e->context.base;
}

static void
open_slots(struct engine *e, unsigned fanout)
{
	size_t i;

	if (fanout > targets_room(e->targets))
		fanout = (unsigned)targets_room(e->targets);
	e->window = window_size(fanout,
	    e->context.command != NULL ? CHILD_FDS : CONNECTION_FDS, &e->spare,
	    &e->context.soft_nofile);
	e->context.spare = &e->spare;
	e->context.window = e->window;
	e->slots = calloc(e->window, sizeof(e->slots[0]));
	e->idle = calloc(e->window, sizeof(struct slot *));
	for (i = e->window; e->slots != NULL && e->idle != NULL && i-- > 0;)
		e->idle[e->idle_count++] = &e->slots[i];
}

static bool
open_engine(struct engine *e, unsigned fanout, bool again)
{
	const size_t room = targets_room(e->targets);
	struct target t;
	size_t i;

	open_slots(e, fanout);
	e->asked = calloc(room, sizeof(e->asked[0]));
	if (e->idle_count == 0 || e->asked == NULL ||
	    (again && !known_init(&e->known, room)) ||
	    !context_open(&e->context, &query_resolver_calls))
		return false;
	e->pump = evtimer_new(e->context.base, on_pump, e);
	e->paced = evtimer_new(e->context.base, on_pump, e);
	for (i = 0; i < e->count; i++) {
		t = targets_get(e->targets, i);
		e->hosts[i] = outcome_before(&t);
	}
	return e->pump != NULL && e->paced != NULL;
}

/* Whether so many hosts are names, not addresses or paths. */
static bool
has_many_names(const struct targets *ts)
{
	size_t i, names = 0, count = targets_count(ts);

	for (i = 0; i < count && names < MANY_NAMES; i++) {
		const char *host = targets_get(ts, i).host;

		if (host[strspn(host, "0123456789.")] != '\0' &&
		    strpbrk(host, ":/") == NULL)
			names++;
	}
	return names == MANY_NAMES;
}

struct engine *
engine_new(const struct options *o, const struct template *command,
    const struct targets *ts, struct host *hosts, bool again,
    const struct engine_calls *calls, void *arg)
{
	struct engine *e = calloc(1, sizeof(*e));

	if (e == NULL)
		return NULL;
	e->context = (struct context){
		.command = command,
		.family = o->family,
		.retries = o->retries,
		.timeout_ms = o->timeout_ms,
		.wait = o->wait,
		.many_names = has_many_names(ts),
		.again = calls->again != NULL ? on_again : NULL,
		.done = on_done,
	};
	e->calls = calls;
	e->arg = arg;
	e->targets = ts;
	e->hosts = hosts;
	e->count = targets_count(ts);
	e->numeric = o->numeric;
	if (turns_init(&e->turns, targets_listed(ts),
		e->count - targets_listed(ts), targets_room(ts) - e->count,
		o->fanout_given ? o->fanout : 0) &&
	    open_engine(e, o->fanout, again))
		return e;
	engine_free(e);
	return NULL;
}

void
engine_free(struct engine *e)
{
	size_t i;

	if (e == NULL)
		return;
	for (i = 0; e->slots != NULL && i < e->window; i++) {
		if (e->slots[i].naming != NULL)
			host_reset(&e->slots[i].found);
		naming_cancel(e->slots[i].naming);
		query_free(e->slots[i].query);
	}
	known_fini(&e->known);
	if (e->pump != NULL)
		event_free(e->pump);
	if (e->paced != NULL)
		event_free(e->paced);
	context_close(&e->context);
	free(e->slots);
	free(e->idle);
	free(e->asked);
	turns_fini(&e->turns);
	free(e);
}
