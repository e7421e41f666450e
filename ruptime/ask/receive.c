/* SPDX-License-Identifier: ISC */
/*
 * The replies of many connections, as they arrive.  attempt.c starts one for
 * each connection that it has begun, connected or not.
 *
 * A new connection waits in a queue before it is read for the first time: most
 * hosts will have answered by then, and no event needs to be made for them.
 */
#include <errno.h>
#include <event2/event.h>
#include <event2/event_struct.h>
#include <stdlib.h>
#include <sys/queue.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ruptime/ask/receive.h"

enum { CHUNK = 4096 };

struct receive {
	TAILQ_ENTRY(receive) link; /* in new */
	struct receiver *receiver;
	struct answer *answer;
	const struct receive_calls *calls;
	void *arg;
	int fd;
	bool is_new;
	bool is_watched;
	struct event event;
};

struct receiver {
	struct event_base *base;
	struct event *turn; /* active while some are new */
	TAILQ_HEAD(receive_list, receive) new;
	size_t new_count;
};

static void
not_new(struct receive *r)
{
	TAILQ_REMOVE(&r->receiver->new, r, link);
	r->receiver->new_count--;
	r->is_new = false;
}

static void
finish(struct receive *r, enum receive_result result, int error)
{
	const struct receive_calls *calls = r->calls;
	void *arg = r->arg;

	receive_cancel(r);
	calls->done(arg, result, error);
}

/* False where that was the end of it. */
static bool
take(struct receive *r, const char *data, size_t len)
{
	switch (answer_add(r->answer, data, len)) {
	case ANSWER_OK:
		r->calls->more(r->arg);
		return true;
	case ANSWER_TOO_LONG:
		finish(r, RECEIVE_TOO_LONG, 0);
		return false;
	case ANSWER_NO_MEMORY:
		break;
	}
	finish(r, RECEIVE_BROKEN, ENOMEM);
	return false;
}

/* False where that was the end of it. */
static bool
read_all(struct receive *r)
{
	char chunk[CHUNK];
	ssize_t n;

	for (;;) {
		n = recv(r->fd, chunk, sizeof(chunk), 0);
		if (n > 0) {
			if (!take(r, chunk, (size_t)n))
				return false;
		} else if (n == 0) {
			finish(r, RECEIVE_END, 0);
			return false;
		} else if (errno == EAGAIN)
			return true;
		else if (errno != EINTR) {
			finish(r, RECEIVE_BROKEN, errno);
			return false;
		}
	}
}

static void
on_readable(evutil_socket_t fd, short what, void *arg)
{
	read_all(arg);
}

static void
look(struct receive *r)
{
	not_new(r);
	if (!read_all(r))
		return;
	event_assign(&r->event, r->receiver->base, r->fd, EV_READ | EV_PERSIST,
	    on_readable, r);
	r->is_watched = true;
	if (event_add(&r->event, NULL) == -1)
		finish(r, RECEIVE_BROKEN, ENOMEM);
}

void
receiver_look(struct receiver *rr, size_t keep)
{
	/* The analyzer does not see that look() takes it off the list. */
	while (rr->new_count > keep)
		look(TAILQ_FIRST(&rr->new)); /* NOLINT */
}

static void
on_turn(evutil_socket_t fd, short what, void *arg)
{
	receiver_look(arg, 0);
}

struct receiver *
receiver_new(struct event_base *base)
{
	struct receiver *rr = calloc(1, sizeof(*rr));

	if (rr == NULL)
		return NULL;
	rr->base = base;
	TAILQ_INIT(&rr->new);
	rr->turn = evtimer_new(base, on_turn, rr);
	if (rr->turn == NULL) {
		free(rr);
		return NULL;
	}
	return rr;
}

void
receiver_free(struct receiver *rr)
{
	if (rr == NULL)
		return;
	event_free(rr->turn);
	free(rr);
}

struct receive *
receive_start(struct receiver *rr, int fd, struct answer *answer,
    const struct receive_calls *calls, void *arg)
{
	struct receive *r = calloc(1, sizeof(*r));

	if (r == NULL) {
		close(fd);
		return NULL;
	}
	*r = (struct receive){ .receiver = rr,
		.answer = answer,
		.calls = calls,
		.arg = arg,
		.fd = fd,
		.is_new = true };
	TAILQ_INSERT_TAIL(&rr->new, r, link);
	if (rr->new_count++ == 0)
		event_active(rr->turn, EV_TIMEOUT, 0);
	return r;
}

bool
receive_is_connected(const struct receive *r)
{
	struct sockaddr_storage peer;
	socklen_t len = sizeof(peer);

	return r->answer->len > 0 ||
	    getpeername(r->fd, (struct sockaddr *)&peer, &len) == 0;
}

void
receive_cancel(struct receive *r)
{
	if (r == NULL)
		return;
	if (r->is_new)
		not_new(r);
	if (r->is_watched)
		event_del(&r->event);
	close(r->fd);
	free(r);
}
