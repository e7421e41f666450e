/* SPDX-License-Identifier: ISC */
/*
 * All clients of the daemon, each in one of four queues.  dispatcher.c brings
 * clients and replies.
 *
 * A client that has its reply rests without an event, since nearly all close
 * at once; only those that have not closed by the end of the rest get one.
 */
#include <event2/event.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/clock.h"
#include "common/heap.h"
#include "ruptimed/clients.h"
#include "ruptimed/connqueue.h"

enum queue_id {
	WAITING,   /* for a run */
	SENDING,   /* the reply did not fit into the socket's buffer */
	RESTING,   /* answered, to be looked at when the rest is over */
	LINGERING, /* answered, drained until it closes */
	QUEUES
};

enum {
	SEND_MS = 30 * 1000, /* for a client to read its reply, */
	REST_MS = 20,
	LINGER_MS = 30 * 1000, /* and to close */
	/* A client that reads so slowly makes room where others wait. */
	STALL_US = 1000 * 1000,
	/* Of the oldest that rest, looked at after each turn of accepting. */
	TIDY_MAX = 4,
	TIDY_AGE_US = 300,
	/* As many at once leave memory behind that is worth giving back. */
	CROWD = 256
};

struct clients {
	struct event_base *base;
	size_t count, max;
	struct conn *vacant; /* for the next: none is accepted without */
	bool crowded;        /* since memory was last given back */
	void (*left)(void *);
	void *arg;
	struct clients_stats stats;
	struct connqueue queues[QUEUES];
};

static void
enqueue(struct clients *cs, enum queue_id id, struct conn *c)
{
	c->queue = (uint8_t)id;
	connqueue_append(&cs->queues[id], c);
}

static void
dequeue(struct clients *cs, struct conn *c)
{
	connqueue_remove(&cs->queues[c->queue], c);
}

static struct conn *
first(const struct clients *cs, enum queue_id id)
{
	return connqueue_first(&cs->queues[id]);
}

/* The end of a client that is in no queue any more. */
static void
leave(struct clients *cs, struct conn *c)
{
	conn_free(c);
	cs->count--;
	if (cs->count == 0 && cs->crowded) {
		cs->crowded = false;
		heap_give_back();
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

	if (conn_drain(c) == CONN_BLOCKED)
		return;
	dequeue(cs, c);
	leave(cs, c);
}

/* The rest is over: who has not closed by now gets an event. */
static void
expire_resting(struct conn *c)
{
	struct clients *cs = c->owner;

	if (conn_drain(c) == CONN_BLOCKED) {
		enqueue(cs, LINGERING, c);
		if (conn_watch(c, cs->base, EV_READ, on_drainable) == 0)
			return;
		dequeue(cs, c);
	}
	leave(cs, c);
}

static void
expire_lingering(struct conn *c)
{
	leave(c->owner, c);
}

static void
expire_sending(struct conn *c)
{
	struct clients *cs = c->owner;

	cs->stats.gone++;
	leave(cs, c);
}

void
clients_tidy(struct clients *cs)
{
	uint64_t now = clock_us();
	struct conn *c;
	int i;

	for (i = 0; i < TIDY_MAX; i++) {
		c = first(cs, RESTING);
		if (c == NULL || connqueue_age_us(c, now) < TIDY_AGE_US ||
		    conn_drain(c) == CONN_BLOCKED)
			return;
		dequeue(cs, c);
		leave(cs, c);
	}
}

static int
set_patience(struct clients *cs, enum queue_id id, unsigned ms,
    void (*expire)(struct conn *))
{
	return connqueue_set_patience(&cs->queues[id], cs->base, ms, expire);
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
	for (i = 0; i < QUEUES; i++)
		connqueue_init(&cs->queues[i]);
	if (set_patience(cs, SENDING, SEND_MS, expire_sending) == 0 &&
	    set_patience(cs, RESTING, REST_MS, expire_resting) == 0 &&
	    set_patience(cs, LINGERING, LINGER_MS, expire_lingering) == 0)
		return cs;
	clients_free(cs);
	return NULL;
}

/* The one to close for another: of those that are only being drained the one
 * answered longest ago, else one that has not read its reply for a while. */
static struct conn *
dispensable(const struct clients *cs)
{
	struct conn *c = first(cs, LINGERING);

	if (c == NULL)
		c = first(cs, RESTING);
	if (c != NULL)
		return c;
	c = first(cs, SENDING);
	if (c != NULL && connqueue_age_us(c, clock_us()) < STALL_US)
		return NULL;
	return c;
}

static bool
reserve(struct clients *cs)
{
	if (cs->vacant == NULL)
		cs->vacant = conn_new(-1, cs);
	return cs->vacant != NULL;
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
	c = cs->vacant;
	cs->vacant = NULL;
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
clients_answer_waiting(struct clients *cs, uint64_t run, struct reply *reply,
    enum conn_outcome outcome)
{
	struct conn *c;

	while ((c = first(cs, WAITING)) != NULL && c->run <= run) {
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
		while ((c = first(cs, (enum queue_id)i)) != NULL) {
			dequeue(cs, c);
			conn_free(c);
		}
		connqueue_free(&cs->queues[i]);
	}
	free(cs->vacant);
	free(cs);
}
