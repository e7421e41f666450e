/* SPDX-License-Identifier: ISC */
/*
 * A race of connections to the addresses of one host.  attempt.c starts one
 * where there are several.  Takes nothing from what it connects and sends
 * nothing.
 */
#include <errno.h>
#include <event2/event.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/clock.h"
#include "common/descriptor.h"
#include "common/timer.h"
#include "common/wire.h"
#include "ruptime/ask/dial.h"

/* RFC 8305 section 5, "Connection Attempt Delay". */
enum { STAGGER_MS = 250 };

struct racer {
	int fd; /* -1: not begun, or lost */
	uint64_t begun_us;
	struct event *event;
	struct dial *dial;
};

struct dial {
	struct event_base *base;
	struct event
	    *timer; /* for the next racer; or to report from the loop */
	const struct dial_address *addresses;
	size_t count, begun, running;
	unsigned stagger_ms;
	size_t *spare; /* NULL: any number */
	size_t taken;  /* of them: one for each that runs beside another */
	dial_done_fn *done;
	void *arg;
	int error; /* of the failed racers, the one that tells most */
	size_t error_index;
	struct racer racers[];
};

struct dial_address *
dial_order(const struct addrinfo *list, size_t *count)
{
	const struct addrinfo *ai, *first = list, *other = list;
	struct dial_address *v;
	size_t n = 0, i;
	bool own = true;

	for (ai = list; ai != NULL; ai = ai->ai_next)
		n++;
	v = calloc(n + 1, sizeof(*v));
	if (v == NULL)
		return NULL;
	/* first walks the family of the list's first, other the rest. */
	for (i = 0; i < n; own = !own) {
		const struct addrinfo **next = own ? &first : &other;

		while (*next != NULL &&
		    ((*next)->ai_family == list->ai_family) != own)
			*next = (*next)->ai_next;
		if (*next == NULL)
			continue;
		v[i].len = (*next)->ai_addrlen;
		memcpy(&v[i++].u, (*next)->ai_addr, (*next)->ai_addrlen);
		*next = (*next)->ai_next;
	}
	*count = n;
	return v;
}

/*
 * Whether fd has the address that it connects to.  The kernel gives such a port
 * only where nobody listens there, so that both ends are ours, and would be
 * silent.
 */
static bool
is_itself(int fd, const struct dial_address *a)
{
	struct dial_address own = { .len = 0 };
	socklen_t len = sizeof(own.u);

	if (getsockname(fd, &own.u.sa, &len) == -1)
		return false;
	switch (a->u.sa.sa_family) {
	case AF_INET:
		return own.u.in.sin_port == a->u.in.sin_port &&
		    own.u.in.sin_addr.s_addr == a->u.in.sin_addr.s_addr;
	case AF_INET6:
		return own.u.in6.sin6_port == a->u.in6.sin6_port &&
		    IN6_ARE_ADDR_EQUAL(&own.u.in6.sin6_addr,
			&a->u.in6.sin6_addr);
	default:
		return false;
	}
}

/* At once: the port is for a server that may be about to start. */
static void
close_itself(int fd)
{
	const struct linger none = { .l_onoff = 1 };

	setsockopt(fd, SOL_SOCKET, SO_LINGER, &none, sizeof(none));
	close(fd);
	errno = ECONNREFUSED;
}

/* EINPROGRESS, EINTR and, of a full AF_UNIX backlog, EAGAIN differ: the last
 * has not begun anything, and is an ordinary failure to be tried again. */
int
dial_begin(const struct dial_address *a)
{
	int fd = descriptor_socket(a->u.sa.sa_family, SOCK_STREAM);
	int error;

	if (fd == -1)
		return -1;
	if (connect(fd, &a->u.sa, a->len) == 0 || errno == EINPROGRESS ||
	    errno == EINTR) {
		if (!is_itself(fd, a))
			return fd;
		close_itself(fd);
		return -1;
	}
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

unsigned
dial_stagger_ms(size_t count, uint32_t left_ms)
{
	size_t ms = left_ms / (2 * count);

	if (left_ms == 0 || ms > STAGGER_MS)
		return STAGGER_MS;
	return ms > 0 ? (unsigned)ms : 1;
}

static void
racer_end(struct racer *r)
{
	if (r->event != NULL)
		event_free(r->event);
	if (r->fd != -1)
		close(r->fd);
	r->event = NULL;
	r->fd = -1;
}

/* A refusal tells more than a missing route: somebody is there. */
static void
note_error(struct dial *d, const struct racer *r, int error)
{
	if (d->error != 0 && error != ECONNREFUSED)
		return;
	d->error = error;
	d->error_index = (size_t)(r - d->racers);
}

static void
finish(struct dial *d, int fd, size_t index, int error)
{
	uint64_t begun_us = d->racers[index].begun_us;
	dial_done_fn *done = d->done;
	void *arg = d->arg;

	dial_cancel(d);
	done(arg, fd, index, error, begun_us);
}

/* Some may have ended since they were taken. */
static void
give_back_spare(struct dial *d)
{
	size_t needed = d->running > 1 ? d->running - 1 : 0;

	if (d->spare == NULL)
		return;
	*d->spare += d->taken - needed;
	d->taken = needed;
}

static void
lose(struct racer *r, int error)
{
	struct dial *d = r->dial;

	note_error(d, r, error);
	racer_end(r);
	d->running--;
	give_back_spare(d);
	timer_start_ms(d->timer, 0);
}

static void
drop_oldest(struct dial *d)
{
	struct racer *r = d->racers;

	while (r->fd == -1)
		r++;
	racer_end(r);
	d->running--;
}

/* For one racer more. */
static void
take_spare(struct dial *d)
{
	if (d->spare == NULL || d->running == 0)
		return;
	if (*d->spare > 0) {
		--*d->spare;
		d->taken++;
	} else
		drop_oldest(d);
}

/*
 * What connect(2) has come to.  Asked for by a peek and not by SO_ERROR, which
 * would take away the error of a peer that has sent something and broken off
 * by now: its reply would then end like a whole one.
 */
static int
connect_error(int fd)
{
	char byte;

	if (wire_peek(fd, &byte, 1) >= 0 || errno == EAGAIN || errno == EINTR)
		return 0;
	return errno;
}

static void
on_writable(evutil_socket_t fd, short what, void *arg)
{
	struct racer *r = arg;
	int error = connect_error(fd);

	if (error != 0) {
		lose(r, error);
		return;
	}
	r->fd = -1; /* the winner's is kept */
	finish(r->dial, fd, (size_t)(r - r->dial->racers), 0);
}

static void
begin(struct dial *d)
{
	struct racer *r = &d->racers[d->begun];

	take_spare(d);
	r->begun_us = clock_us();
	r->fd = dial_begin(&d->addresses[d->begun]);
	d->begun++;
	d->running++;
	if (r->fd == -1) {
		lose(r, errno);
		return;
	}
	r->event = event_new(d->base, r->fd, EV_WRITE, on_writable, r);
	if (r->event == NULL || event_add(r->event, NULL) == -1)
		lose(r, ENOMEM);
}

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct dial *d = arg;

	if (d->begun == d->count) {
		if (d->running == 0)
			finish(d, -1, d->error_index, d->error);
		return;
	}
	timer_start_ms(d->timer, d->stagger_ms);
	begin(d);
}

struct dial *
dial_start(struct event_base *base, const struct dial_address *addresses,
    size_t count, unsigned stagger_ms, size_t *spare, dial_done_fn *done,
    void *arg)
{
	struct dial *d;
	size_t i;

	d = calloc(1, sizeof(*d) + count * sizeof(d->racers[0]));
	if (d == NULL)
		return NULL;
	d->base = base;
	d->addresses = addresses;
	d->count = count;
	d->stagger_ms = stagger_ms;
	d->spare = spare;
	d->done = done;
	d->arg = arg;
	for (i = 0; i < count; i++)
		d->racers[i] = (struct racer){ .fd = -1, .dial = d };
	d->timer = evtimer_new(base, on_timer, d);
	if (d->timer == NULL) {
		free(d);
		return NULL;
	}
	timer_start_ms(d->timer, d->stagger_ms);
	begin(d);
	return d;
}

void
dial_cancel(struct dial *d)
{
	size_t i;

	if (d == NULL)
		return;
	for (i = 0; i < d->begun; i++)
		racer_end(&d->racers[i]);
	d->running = 0;
	give_back_spare(d);
	event_free(d->timer);
	free(d);
}
