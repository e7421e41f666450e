/* SPDX-License-Identifier: ISC */
/*
 * One client: its reply, half-close, drain, and end.  clients.c decides when
 * each is due.
 */
#include <errno.h>
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/wire.h"
#include "ruptimed/conn.h"

enum {
	DRAIN_MAX = 16 * 1024 * 1024, /* bytes that a client may send */
	DRAIN_CHUNK = 16 * 1024,
	DRAIN_CHUNKS = 16 /* before others have their turn */
};

struct reply *
reply_new(const char *text, size_t len)
{
	struct reply *reply = malloc(sizeof(*reply) + len);

	if (reply == NULL)
		return NULL;
	reply->users = 1;
	reply->len = len;
	memcpy(reply->text, text, len);
	return reply;
}

void
reply_free(struct reply *reply)
{
	if (reply != NULL && --reply->users == 0)
		free(reply);
}

struct conn *
conn_new(int fd, void *owner)
{
	struct conn *c = calloc(1, sizeof(*c));

	if (c == NULL)
		return NULL;
	c->fd = fd;
	c->owner = owner;
	return c;
}

void
conn_set_reply(struct conn *c, struct reply *reply, enum conn_outcome outcome)
{
	c->reply = reply;
	c->outcome = (uint8_t)outcome;
	reply->users++;
}

enum conn_result
conn_send(struct conn *c)
{
	const struct reply *r = c->reply;
	ssize_t n;

	while (c->sent < r->len) {
		n = wire_send_last(c->fd, r->text + c->sent, r->len - c->sent);
		if (n >= 0)
			c->sent += (uint32_t)n;
		else if (errno == EAGAIN)
			return CONN_BLOCKED;
		else if (errno != EINTR)
			return CONN_GONE;
	}
	reply_free(c->reply);
	c->reply = NULL;
	return shutdown(c->fd, SHUT_WR) == 0 ? CONN_DONE : CONN_GONE;
}

enum conn_result
conn_drain(struct conn *c)
{
	char scrap[DRAIN_CHUNK];
	ssize_t n;
	int i;

	for (i = 0; i < DRAIN_CHUNKS; i++) {
		n = wire_receive(c->fd, scrap, sizeof(scrap));
		if (n == 0)
			return CONN_DONE;
		if (n > 0)
			c->drained += (uint32_t)n;
		else if (errno == EAGAIN)
			return CONN_BLOCKED;
		else if (errno != EINTR)
			return CONN_GONE;
		if (c->drained > DRAIN_MAX)
			return CONN_GONE;
	}
	return CONN_BLOCKED;
}

int
conn_watch(struct conn *c, struct event_base *base, short what,
    void (*cb)(int, short, void *))
{
	if (event_assign(&c->event, base, c->fd, what | EV_PERSIST, cb, c) ==
	    -1)
		return -1;
	return event_add(&c->event, NULL);
}

void
conn_unwatch(struct conn *c)
{
	if (event_initialized(&c->event))
		event_del(&c->event);
}

void
conn_free(struct conn *c)
{
	conn_unwatch(c);
	reply_free(c->reply);
	close(c->fd);
	free(c);
}
