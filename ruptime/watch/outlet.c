/* SPDX-License-Identifier: ISC */
/*
 * Text on its way to a terminal or a pipe whose reader may stand still, while
 * the loop goes on.  terminal.c sends frames by it, watch.c lines and rounds.
 * The descriptor may be one that others have too: whether it blocks is theirs.
 */
#include <errno.h>
#include <event2/event.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "common/hurry.h"
#include "ruptime/watch/outlet.h"

struct outlet {
	int fd;
	const struct outlet_calls *calls;
	void *arg;
	struct event *ready;
	char *unsent; /* NULL: nothing is */
	size_t len, sent;
};

static void
drop(struct outlet *o)
{
	event_del(o->ready);
	free(o->unsent);
	o->unsent = NULL;
}

/* As much as it takes; false where it has gone. */
static bool
send_more(struct outlet *o)
{
	ssize_t n;

	while (o->sent < o->len) {
		n = hurry_write(o->fd, o->unsent + o->sent, o->len - o->sent);
		if (n >= 0)
			o->sent += (size_t)n;
		else if (errno == EAGAIN) {
			event_add(o->ready, NULL);
			return true;
		} else if (errno != EINTR)
			break;
	}
	free(o->unsent);
	o->unsent = NULL;
	if (o->sent == o->len)
		return true;
	o->calls->gone(o->arg);
	return false;
}

static void
on_ready(evutil_socket_t fd, short what, void *arg)
{
	struct outlet *o = arg;

	if (send_more(o) && outlet_is_empty(o))
		o->calls->taken(o->arg);
}

struct outlet *
outlet_new(struct event_base *base, int fd, const struct outlet_calls *calls,
    void *arg)
{
	struct outlet *o = calloc(1, sizeof(*o));

	if (o == NULL)
		return NULL;
	o->fd = fd;
	o->calls = calls;
	o->arg = arg;
	o->ready = event_new(base, fd, EV_WRITE, on_ready, o);
	if (o->ready != NULL)
		return o;
	free(o);
	return NULL;
}

void
outlet_put(struct outlet *o, char *text, size_t len)
{
	char *both;

	if (o->unsent == NULL) {
		o->unsent = text;
		o->len = len;
		o->sent = 0;
		(void)send_more(o);
		return;
	}
	both = realloc(o->unsent, o->len + len);
	if (both != NULL) {
		memcpy(both + o->len, text, len);
		o->unsent = both;
		o->len += len;
	}
	free(text);
}

bool
outlet_is_empty(const struct outlet *o)
{
	return o->unsent == NULL;
}

bool
outlet_wait(struct outlet *o, int ms)
{
	struct pollfd out = { .fd = o->fd, .events = POLLOUT };
	bool good = true;

	while (good && !outlet_is_empty(o))
		good = poll(&out, 1, ms) > 0 && send_more(o);
	drop(o);
	return good;
}

void
outlet_free(struct outlet *o)
{
	if (o == NULL)
		return;
	drop(o);
	event_free(o->ready);
	free(o);
}
