/* SPDX-License-Identifier: ISC */
/*
 * Clients in the order in which they came, each of which may stay for the same
 * time.
 */
#ifndef RUPTIMED_CONNQUEUE_H
#define RUPTIMED_CONNQUEUE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>

#include "ruptimed/conn.h"

struct event;
struct event_base;

TAILQ_HEAD(conn_list, conn);

/* A client is in one at most. */
struct connqueue {
	struct conn_list list;
	size_t count;
	struct event *timer; /* NULL: a client may stay for ever */
	unsigned patience_ms;
	void (*expire)(struct conn *);
};

/* An empty queue, whose clients stay until they are removed. */
void connqueue_init(struct connqueue *q);

/* Have those that have stayed for so long removed, and expire called with each.
 * -1 with errno. */
int connqueue_set_patience(struct connqueue *q, struct event_base *base,
    unsigned patience_ms, void (*expire)(struct conn *c));

void connqueue_append(struct connqueue *q, struct conn *c);
void connqueue_remove(struct connqueue *q, struct conn *c);

/* The one that came first, or NULL. */
struct conn *connqueue_first(const struct connqueue *q);

/* Microseconds since it came into its queue, which has a patience; now is
 * clock_us(). */
uint64_t connqueue_age_us(const struct conn *c, uint64_t now);

/* Its clients have to be gone. */
void connqueue_free(struct connqueue *q);

#endif
