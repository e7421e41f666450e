/* SPDX-License-Identifier: ISC */
/*
 * Text on its way to a terminal or a pipe whose reader may stand still, while
 * the loop goes on.  terminal.c sends frames by it, watch.c lines and rounds.
 * The descriptor may be one that others have too: whether it blocks is theirs.
 */
#include <errno.h>
#include <event2/event.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "common/hurry.h"
#include "ruptime/watch/outlet.h"

struct outlet {
	int fd;
	const struct outlet_calls *calls;
	void *arg;
	struct event *ready;
	struct event *reader; /* of a pipe or a socket */
	char *unsent;         /* NULL: nothing is */
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

/*
 * There may be nothing to write for days.  A reader who has gone is an error of
 * the descriptor, which is told as if it could be read; as a write would, it
 * ends us, unless that is ignored.  What a socket has to be read is not ours,
 * and it is looked at again after the next text.
 */
static void
on_reader(evutil_socket_t fd, short what, void *arg)
{
	struct outlet *o = arg;
	struct pollfd p = { .fd = fd };

	if (poll(&p, 1, 0) != 1 || (p.revents & (POLLERR | POLLHUP)) == 0)
		return;
	raise(SIGPIPE);
	drop(o);
	errno = EPIPE;
	o->calls->gone(o->arg);
}

static int
watch_reader(struct outlet *o, struct event_base *base)
{
	struct stat st;

	if (fstat(o->fd, &st) == -1 ||
	    !(S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode)))
		return 0;
	o->reader = event_new(base, o->fd, EV_READ, on_reader, o);
	return o->reader != NULL ? 0 : -1;
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
	if (o->ready != NULL && watch_reader(o, base) == 0)
		return o;
	outlet_free(o);
	return NULL;
}

void
outlet_put(struct outlet *o, char *text, size_t len)
{
	char *both;

	if (o->reader != NULL)
		event_add(o->reader, NULL);
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
	if (o->reader != NULL)
		event_free(o->reader);
	if (o->ready != NULL) {
		drop(o);
		event_free(o->ready);
	}
	free(o);
}
