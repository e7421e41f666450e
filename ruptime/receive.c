/* SPDX-License-Identifier: ISC */
/*
 * The reply of one connection, as it arrives.  query.c starts it once dial.c
 * has connected.
 */
#include <errno.h>
#include <event2/event.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ruptime/receive.h"

enum { CHUNK = 4096 };

struct receive {
	struct event *event;
	struct answer *answer;
	const struct receive_calls *calls;
	void *arg;
	int fd;
};

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

static void
on_readable(evutil_socket_t fd, short what, void *arg)
{
	struct receive *r = arg;
	char chunk[CHUNK];
	ssize_t n;

	(void)what;
	for (;;) {
		n = recv(fd, chunk, sizeof(chunk), MSG_DONTWAIT);
		if (n > 0) {
			if (!take(r, chunk, (size_t)n))
				return;
		} else if (n == 0) {
			finish(r, RECEIVE_END, 0);
			return;
		} else if (errno != EINTR) {
			if (errno != EAGAIN)
				finish(r, RECEIVE_BROKEN, errno);
			return;
		}
	}
}

struct receive *
receive_start(struct event_base *base, int fd, struct answer *answer,
    const struct receive_calls *calls, void *arg)
{
	struct receive *r = calloc(1, sizeof(*r));

	if (r == NULL) {
		close(fd);
		return NULL;
	}
	*r = (struct receive){ .answer = answer,
		.calls = calls,
		.arg = arg,
		.fd = fd };
	r->event = event_new(base, fd, EV_READ | EV_PERSIST, on_readable, r);
	if (r->event == NULL || event_add(r->event, NULL) == -1) {
		receive_cancel(r);
		errno = ENOMEM;
		return NULL;
	}
	return r;
}

void
receive_cancel(struct receive *r)
{
	if (r == NULL)
		return;
	if (r->event != NULL)
		event_free(r->event);
	close(r->fd);
	free(r);
}
