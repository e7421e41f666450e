/* SPDX-License-Identifier: ISC */
/*
 * Clients in the order in which they came, so that one timer serves them all:
 * the time that the first may still stay.  clients.c has a queue for each thing
 * that a client does.
 */
#include <event2/event.h>

#include "common/clock.h"
#include "common/timer.h"
#include "ruptimed/connqueue.h"

uint64_t
connqueue_age_us(const struct conn *c, uint64_t now)
{
	return now - c->since_us;
}

void
connqueue_init(struct connqueue *q)
{
	*q = (struct connqueue){ .count = 0 };
	TAILQ_INIT(&q->list);
}

struct conn *
connqueue_first(const struct connqueue *q)
{
	return TAILQ_FIRST(&q->list);
}

void
connqueue_append(struct connqueue *q, struct conn *c)
{
	TAILQ_INSERT_TAIL(&q->list, c, link);
	q->count++;
	if (q->timer == NULL)
		return;
	c->since_us = clock_us();
	if (q->count == 1)
		timer_start_ms(q->timer, q->patience_ms);
}

/* No timer stays for an empty queue: idle means idle. */
void
connqueue_remove(struct connqueue *q, struct conn *c)
{
	conn_unwatch(c);
	TAILQ_REMOVE(&q->list, c, link);
	if (--q->count == 0 && q->timer != NULL)
		evtimer_del(q->timer);
}

/* Under load some expire all the time; to wait for more to come together is
 * cheaper than to wake up for each. */
static void
on_timer(int fd, short what, void *arg)
{
	struct connqueue *q = arg;
	uint64_t patience = q->patience_ms * UINT64_C(1000), age, left;
	uint64_t now = clock_us();
	struct conn *c;

	while ((c = connqueue_first(q)) != NULL) {
		age = connqueue_age_us(c, now);
		if (age < patience) {
			left = patience - age;
			timer_start_us(q->timer,
			    left > patience / 4 ? left : patience / 4);
			return;
		}
		connqueue_remove(q, c);
		q->expire(c);
	}
}

int
connqueue_set_patience(struct connqueue *q, struct event_base *base,
    unsigned patience_ms, void (*expire)(struct conn *c))
{
	q->patience_ms = patience_ms;
	q->expire = expire;
	q->timer = evtimer_new(base, on_timer, q);
	return q->timer != NULL ? 0 : -1;
}

void
connqueue_free(struct connqueue *q)
{
	if (q->timer != NULL)
		event_free(q->timer);
}
