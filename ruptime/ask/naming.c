/* SPDX-License-Identifier: ISC */
/*
 * The name of an address that has answered.  engine.c starts one for each host
 * that was found by searching a network.
 */
#include <event2/event.h>
#include <event2/event_struct.h>
#include <stdlib.h>

#include "common/timer.h"
#include "ruptime/ask/addresses.h"
#include "ruptime/ask/context.h"
#include "ruptime/ask/naming.h"
#include "ruptime/ask/resolver.h"

struct naming {
	struct resolver_job *job;
	struct event timer; /* its time is over */
	naming_done_fn *done;
	void *arg;
};

static void
finish(struct naming *n, const char *name)
{
	naming_done_fn *done = n->done;
	void *arg = n->arg;

	naming_cancel(n);
	done(arg, name);
}

static void
on_named(void *arg, int error, const char *name)
{
	struct naming *n = arg;

	n->job = NULL;
	finish(n, error == 0 ? name : NULL);
}

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	finish(arg, NULL);
}

/* Its address may be none where it was a command that has asked it. */
static struct resolver_job *
look_up(struct naming *n, const struct context *c, const char *host)
{
	struct addresses as = { 0 };
	struct resolver_job *job = NULL;

	if (addresses_from_numbers(&as, host, "0", AF_UNSPEC) == 1)
		job = resolver_start_naming(c->resolver, &as.v[0].u.sa,
		    as.v[0].len, on_named, n);
	addresses_reset(&as);
	return job;
}

struct naming *
naming_start(const struct context *c, const char *host, uint32_t ms,
    naming_done_fn *done, void *arg)
{
	struct naming *n = calloc(1, sizeof(*n));

	if (n == NULL)
		return NULL;
	n->done = done;
	n->arg = arg;
	evtimer_assign(&n->timer, c->base, on_timer, n);
	timer_start_ms(&n->timer, ms);
	n->job = look_up(n, c, host);
	if (n->job == NULL) {
		naming_cancel(n);
		return NULL;
	}
	return n;
}

void
naming_cancel(struct naming *n)
{
	if (n == NULL)
		return;
	if (n->job != NULL)
		resolver_cancel(n->job);
	evtimer_del(&n->timer);
	free(n);
}
