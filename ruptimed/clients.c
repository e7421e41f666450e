/* SPDX-License-Identifier: ISC */
/*
 * All clients of the daemon.  Each is in one of four queues, in the order in
 * which they came into it, so that one timer serves a whole queue: the time
 * that its first client may still stay.  server.c brings clients and replies.
 *
 * A client that has its reply rests without an event, since nearly all close
 * at once; only those that have not closed by the end of the rest get one.
 */
#include <event2/event.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "ruptimed/clients.h"

enum queue_id {
	WAITING,   /* for a run */
	SENDING,   /* the reply did not fit into the socket's buffer */
	RESTING,   /* answered, to be looked at when the rest is over */
	LINGERING, /* answered, drained until it closes */
	QUEUES
};

enum {
	REST_MS = 20,
	LINGER_MS = 30 * 1000,
	/* A client that reads so slowly makes room where others wait. */
	STALL_US = 1000 * 1000,
	/* Of the oldest that rest, looked at after each turn of accepting. */
	TIDY_MAX = 4,
	TIDY_AGE_US = 300,
	/* As many at once leave memory behind that is worth giving back. */
	CROWD = 256
};

TAILQ_HEAD(conn_list, conn);

struct queue {
	struct clients *cs;
	struct conn_list list;
	size_t count;
	struct event *timer; /* NULL: a client may stay for ever */
	unsigned patience_ms;
	void (*expire)(struct clients *, struct conn *);
};

struct clients {
	struct event_base *base;
	size_t count, max;
	struct conn *spare; /* for the next: none is accepted without */
	bool crowded;       /* since memory was last given back */
	void (*left)(void *);
	void *arg;
	struct clients_stats stats;
	struct queue queues[QUEUES];
};

static uint64_t
now_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * 1000000 + (uint64_t)ts.tv_nsec / 1000;
}

static void
set_timer(struct queue *q, uint64_t us)
{
	struct timeval tv = { (time_t)(us / 1000000),
		(suseconds_t)(us % 1000000) };

	if (q->timer != NULL)
		evtimer_add(q->timer, &tv);
}

static void
enqueue(struct clients *cs, enum queue_id id, struct conn *c)
{
	struct queue *q = &cs->queues[id];

	c->queue = (uint8_t)id;
	if (q->timer != NULL)
		c->since_us = now_us();
	TAILQ_INSERT_TAIL(&q->list, c, link);
	if (q->count++ == 0)
		set_timer(q, q->patience_ms * UINT64_C(1000));
}

/* No timer stays for an empty queue: idle means idle. */
static void
dequeue(struct clients *cs, struct conn *c)
{
	struct queue *q = &cs->queues[c->queue];

	conn_unwatch(c);
	TAILQ_REMOVE(&q->list, c, link);
	if (--q->count == 0 && q->timer != NULL)
		evtimer_del(q->timer);
}

/* The end of a client that is in no queue any more. */
static void
leave(struct clients *cs, struct conn *c)
{
	conn_free(c);
	cs->count--;
	if (cs->count == 0 && cs->crowded) {
		cs->crowded = false;
#ifdef __GLIBC__
		malloc_trim(0);
#endif
	}
	cs->left(cs->arg);
}

static void
count_outcome(struct clients *cs, const struct conn *c)
{
	switch ((enum conn_outcome)c->outcome) {
	case CONN_ANSWERED:
		cs->stats.answered++;
		break;
	case CONN_DENIED:
		cs->stats.denied++;
		break;
	case CONN_FAILED:
		cs->stats.failed++;
		break;
	}
}

/* The whole reply is sent, or the client has gone; it is in no queue. */
static void
settle(struct clients *cs, struct conn *c, enum conn_result result)
{
	if (result == CONN_DONE) {
		count_outcome(cs, c);
		enqueue(cs, RESTING, c);
	} else {
		cs->stats.gone++;
		leave(cs, c);
	}
}

static void
on_sendable(int fd, short what, void *arg)
{
	struct conn *c = arg;
	struct clients *cs = c->owner;
	enum conn_result result = conn_send(c);

	(void)fd;
	(void)what;
	if (result == CONN_BLOCKED)
		return;
	dequeue(cs, c);
	settle(cs, c, result);
}

/* Give a client that is in no queue its reply. */
static void
give(struct clients *cs, struct conn *c, struct reply *reply,
    enum conn_outcome outcome)
{
	enum conn_result result;

	conn_set_reply(c, reply, outcome);
	result = conn_send(c);
	if (result != CONN_BLOCKED) {
		settle(cs, c, result);
		return;
	}
	enqueue(cs, SENDING, c);
	if (conn_watch(c, cs->base, EV_WRITE, on_sendable) == -1) {
		dequeue(cs, c);
		settle(cs, c, CONN_GONE);
	}
}

static void
on_drainable(int fd, short what, void *arg)
{
	struct conn *c = arg;
	struct clients *cs = c->owner;

	(void)fd;
	(void)what;
	if (conn_drain(c) == CONN_BLOCKED)
		return;
	dequeue(cs, c);
	leave(cs, c);
}

/* The rest is over: who has not closed by now gets an event. */
static void
expire_resting(struct clients *cs, struct conn *c)
{
	if (conn_drain(c) == CONN_BLOCKED) {
		enqueue(cs, LINGERING, c);
		if (conn_watch(c, cs->base, EV_READ, on_drainable) == 0)
			return;
		dequeue(cs, c);
	}
	leave(cs, c);
}

static void
expire_lingering(struct clients *cs, struct conn *c)
{
	leave(cs, c);
}

static void
expire_sending(struct clients *cs, struct conn *c)
{
	cs->stats.gone++;
	leave(cs, c);
}

/* Under load some expire all the time; to wait for more to come together is
 * cheaper than to wake up for each. */
static void
on_timer(int fd, short what, void *arg)
{
	struct queue *q = arg;
	uint64_t now = now_us(), patience = q->patience_ms * UINT64_C(1000);
	struct conn *c;
	uint64_t left;

	(void)fd;
	(void)what;
	while ((c = TAILQ_FIRST(&q->list)) != NULL) {
		if (now - c->since_us < patience) {
			left = c->since_us + patience - now;
			set_timer(q, left > patience / 4 ? left : patience / 4);
			return;
		}
		dequeue(q->cs, c);
		q->expire(q->cs, c);
	}
}

void
clients_tidy(struct clients *cs)
{
	uint64_t now = now_us();
	struct conn *c;
	int i;

	for (i = 0; i < TIDY_MAX; i++) {
		c = TAILQ_FIRST(&cs->queues[RESTING].list);
		if (c == NULL || now - c->since_us < TIDY_AGE_US ||
		    conn_drain(c) == CONN_BLOCKED)
			return;
		dequeue(cs, c);
		leave(cs, c);
	}
}

struct clients *
clients_new(struct event_base *base, size_t max, void (*left)(void *arg),
    void *arg)
{
	struct clients *cs = calloc(1, sizeof(*cs));
	int i;

	if (cs == NULL)
		return NULL;
	cs->base = base;
	cs->max = max;
	cs->left = left;
	cs->arg = arg;
	cs->queues[SENDING].expire = expire_sending;
	cs->queues[SENDING].patience_ms = LINGER_MS;
	cs->queues[RESTING].expire = expire_resting;
	cs->queues[RESTING].patience_ms = REST_MS;
	cs->queues[LINGERING].expire = expire_lingering;
	cs->queues[LINGERING].patience_ms = LINGER_MS;
	for (i = 0; i < QUEUES; i++) {
		struct queue *q = &cs->queues[i];

		q->cs = cs;
		TAILQ_INIT(&q->list);
		if (q->expire == NULL)
			continue;
		q->timer = evtimer_new(base, on_timer, q);
		if (q->timer == NULL) {
			clients_free(cs);
			return NULL;
		}
	}
	return cs;
}

/* The one to close for another: of those that are only being drained the one
 * answered longest ago, else one that has not read its reply for a while. */
static struct conn *
dispensable(const struct clients *cs)
{
	struct conn *c = TAILQ_FIRST(&cs->queues[LINGERING].list);

	if (c == NULL)
		c = TAILQ_FIRST(&cs->queues[RESTING].list);
	if (c != NULL)
		return c;
	c = TAILQ_FIRST(&cs->queues[SENDING].list);
	if (c != NULL && now_us() - c->since_us < STALL_US)
		return NULL;
	return c;
}

static bool
reserve(struct clients *cs)
{
	if (cs->spare == NULL)
		cs->spare = conn_new(-1, cs);
	return cs->spare != NULL;
}

bool
clients_have_room(struct clients *cs)
{
	if (!reserve(cs))
		return false;
	return cs->count < cs->max || dispensable(cs) != NULL;
}

static void
make_room(struct clients *cs)
{
	struct conn *c;

	if (cs->count < cs->max || (c = dispensable(cs)) == NULL)
		return;
	if (c->queue == SENDING)
		cs->stats.gone++;
	else
		conn_drain(c);
	dequeue(cs, c);
	leave(cs, c);
}

static struct conn *
enter(struct clients *cs, int fd)
{
	struct conn *c;

	make_room(cs);
	if (!reserve(cs)) {
		close(fd);
		return NULL;
	}
	c = cs->spare;
	cs->spare = NULL;
	c->fd = fd;
	cs->stats.accepted++;
	if (++cs->count >= CROWD)
		cs->crowded = true;
	return c;
}

bool
clients_answer(struct clients *cs, int fd, struct reply *reply,
    enum conn_outcome outcome)
{
	struct conn *c = enter(cs, fd);

	if (c == NULL)
		return false;
	give(cs, c, reply, outcome);
	return true;
}

bool
clients_wait(struct clients *cs, int fd, uint64_t run)
{
	struct conn *c = enter(cs, fd);

	if (c == NULL)
		return false;
	c->run = run;
	enqueue(cs, WAITING, c);
	return true;
}

void
clients_finish(struct clients *cs, uint64_t run, struct reply *reply,
    enum conn_outcome outcome)
{
	struct conn *c;

	while ((c = TAILQ_FIRST(&cs->queues[WAITING].list)) != NULL &&
	    c->run <= run) {
		dequeue(cs, c);
		give(cs, c, reply, outcome);
	}
}

size_t
clients_count(const struct clients *cs)
{
	return cs->count;
}

size_t
clients_waiting(const struct clients *cs)
{
	return cs->queues[WAITING].count;
}

size_t
clients_unanswered(const struct clients *cs)
{
	return cs->queues[WAITING].count + cs->queues[SENDING].count;
}

const struct clients_stats *
clients_get_stats(const struct clients *cs)
{
	return &cs->stats;
}

void
clients_free(struct clients *cs)
{
	struct conn *c;
	int i;

	if (cs == NULL)
		return;
	for (i = 0; i < QUEUES; i++) {
		while ((c = TAILQ_FIRST(&cs->queues[i].list)) != NULL) {
			dequeue(cs, c);
			conn_free(c);
		}
		if (cs->queues[i].timer != NULL)
			event_free(cs->queues[i].timer);
	}
	free(cs->spare);
	free(cs);
}
