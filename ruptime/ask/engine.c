/* SPDX-License-Identifier: ISC */
/*
 * Many hosts asked in one event loop, so many at once.  fleet.c has it ask each
 * once, watch.c again and again.
 */
#include <errno.h>
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common/bootclock.h"
#include "ruptime/ask/addresses.h"
#include "ruptime/ask/context.h"
#include "ruptime/ask/engine.h"
#include "ruptime/ask/query.h"
#include "ruptime/ask/receive.h"
#include "ruptime/ask/window.h"
#include "common/child.h"

/*
 * Connections are begun by the batch and read for the first time when some
 * more have been begun: by then most have answered.  Signals and deadlines have
 * their turn between bursts.
 */
enum { BATCH = 16, UNREAD_MAX = 64, BURST = 1024 };

/* A connection, and the second racer of a host that has two addresses. */
enum { CONNECTION_FDS = 2 };

/* How long addresses serve that were found once. */
enum { FRESH_S = 60 };

/* So many names are worth it to read the names of this system once. */
enum { MANY_NAMES = 64 };

/* What is kept of a host that is asked again and again. */
struct place {
	struct addresses addresses;
	time_t found_s; /* of the monotonic clock */
};

/* A host that is being asked. */
struct slot {
	struct engine *engine;
	size_t index;
	struct query *query;
	struct target target;
};

struct engine {
	struct context context;
	const struct engine_calls *calls;
	void *arg;
	const struct targets *targets;
	struct host *hosts;
	size_t count;
	struct place *places; /* NULL: each is asked once */
	struct event *pump;
	size_t window;
	size_t spare; /* descriptors, for those that race */
	struct slot *slots;
	struct slot **idle;
	size_t idle_count;
	bool *asked;           /* of each host */
	size_t *queue;         /* a ring of those about to be asked */
	size_t first, waiting; /* its first, and how many there are */
};

static time_t
now_s(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec;
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
	h->replied_boot_s = bootclock_s();
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

static struct host
unasked(const struct target *t)
{
	return (struct host){ .name = t->text,
		.port = t->port_number,
		.rtt_ms = -1 };
}

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
	e->idle[e->idle_count++] = slot;
	if (e->waiting > 0)
		pump_soon(e);
	e->calls->done(e->arg, i);
}

static void
on_done(void *arg)
{
	struct slot *slot = arg;
	struct engine *e = slot->engine;
	struct host h = unasked(&slot->target);

	fill(&h, slot->query);
	if (e->places != NULL && h.state == STATE_UP)
		query_take_addresses(slot->query,
		    &e->places[slot->index].addresses);
	conclude(slot, &h);
}

static void
on_again(void *arg)
{
	const struct slot *slot = arg;
	const struct engine *e = slot->engine;
	char text[512];

	e->calls->again(e->arg, slot->index,
	    query_describe(slot->query, text, sizeof(text)));
}

/* The addresses that the slot's host has still; NULL: they are to be found. */
static struct addresses *
known_addresses(const struct slot *slot)
{
	struct place *p = slot->engine->places;

	if (p == NULL)
		return NULL;
	p += slot->index;
	if (p->addresses.count > 0 && now_s() - p->found_s < FRESH_S)
		return &p->addresses;
	addresses_reset(&p->addresses);
	p->found_s = now_s();
	return NULL;
}

static void
begin_next(struct engine *e)
{
	struct slot *slot = e->idle[--e->idle_count];
	struct host h;

	slot->engine = e;
	slot->index = e->queue[e->first];
	e->first = (e->first + 1) % e->count;
	e->waiting--;
	slot->target = targets_get(e->targets, slot->index);
	slot->query = query_start(&e->context, slot->target.host,
	    slot->target.port, known_addresses(slot), slot);
	if (slot->query != NULL)
		return;
	h = unasked(&slot->target);
	h.state = STATE_UNREACHABLE;
	h.detail = strdup(strerror(errno));
	conclude(slot, &h);
}

static bool
has_next(const struct engine *e)
{
	return e->idle_count > 0 && e->waiting > 0;
}

static void
on_pump(evutil_socket_t fd, short what, void *arg)
{
	struct engine *e = arg;
	unsigned n;

	for (n = 0; n < BURST && has_next(e); n++) {
		begin_next(e);
		if (n % BATCH == 0)
			receiver_look(e->context.receiver, UNREAD_MAX);
	}
	if (has_next(e))
		pump_soon(e);
}

void
engine_ask(struct engine *e)
{
	size_t i;

	for (i = 0; i < e->count; i++) {
		if (e->asked[i])
			continue;
		e->asked[i] = true;
		e->queue[(e->first + e->waiting++) % e->count] = i;
	}
	if (e->waiting > 0)
		pump_soon(e);
}

size_t
engine_asked(const struct engine *e)
{
	return e->waiting + e->window - e->idle_count;
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

	if (fanout > e->count)
		fanout = (unsigned)e->count;
	e->window = window_size(fanout,
	    e->context.command != NULL ? CHILD_FDS : CONNECTION_FDS, &e->spare,
	    &e->context.soft_nofile);
	e->context.spare = &e->spare;
	e->slots = calloc(e->window, sizeof(e->slots[0]));
	e->idle = calloc(e->window, sizeof(struct slot *));
	for (i = e->window; e->slots != NULL && e->idle != NULL && i-- > 0;)
		e->idle[e->idle_count++] = &e->slots[i];
}

static bool
open_engine(struct engine *e, unsigned fanout, bool again)
{
	struct target t;
	size_t i;

	open_slots(e, fanout);
	e->asked = calloc(e->count, sizeof(e->asked[0]));
	e->queue = calloc(e->count, sizeof(e->queue[0]));
	if (again)
		e->places = calloc(e->count, sizeof(e->places[0]));
	if (e->idle_count == 0 || e->asked == NULL || e->queue == NULL ||
	    (again && e->places == NULL) ||
	    !context_open(&e->context, &query_resolver_calls))
		return false;
	e->pump = evtimer_new(e->context.base, on_pump, e);
	for (i = 0; i < e->count; i++) {
		t = targets_get(e->targets, i);
		e->hosts[i] = unasked(&t);
	}
	return e->pump != NULL;
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
	if (open_engine(e, o->fanout, again))
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
	for (i = 0; e->slots != NULL && i < e->window; i++)
		query_free(e->slots[i].query);
	for (i = 0; e->places != NULL && i < e->count; i++)
		addresses_reset(&e->places[i].addresses);
	if (e->pump != NULL)
		event_free(e->pump);
	context_close(&e->context);
	free(e->slots);
	free(e->idle);
	free(e->asked);
	free(e->queue);
	free(e->places);
	free(e);
}
