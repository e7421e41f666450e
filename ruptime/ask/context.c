/* SPDX-License-Identifier: ISC */
/*
 * What all queries of a run share: stream.c and engine.c open it before the
 * first, and close it after the last.
 */
#include <event2/event.h>

#include "common/child.h"
#include "common/loop.h"
#include "ruptime/ask/context.h"
#include "ruptime/ask/receive.h"
#include "ruptime/ask/resolver.h"

bool
context_open(struct context *c, const struct resolver_calls *calls)
{
	if ((c->base = loop_new()) == NULL ||
	    (c->resolver = resolver_new(c->base, calls, c->many_names,
		 c->window)) == NULL ||
	    (c->receiver = receiver_new(c->base)) == NULL)
		return false;
	if (c->command != NULL)
		c->children = children_new(c->base, c->soft_nofile);
	return c->command == NULL || c->children != NULL;
}

void
context_close(struct context *c)
{
	resolver_free(c->resolver);
	receiver_free(c->receiver);
	children_free(c->children);
	if (c->base != NULL)
		event_base_free(c->base);
}
