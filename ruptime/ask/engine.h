/* SPDX-License-Identifier: ISC */
/*
 * Many hosts asked in one event loop, so many at once, once or again and again.
 */
#ifndef RUPTIME_ENGINE_H
#define RUPTIME_ENGINE_H

#include <stdbool.h>
#include <stddef.h>

#include "ruptime/hosts/targets.h"
#include "ruptime/options.h"
#include "ruptime/reply/host.h"

struct engine;
struct event_base;
struct query;
struct template;

struct engine_calls {
	/* hosts[i] says what it came to.  The engine may not be freed. */
	void (*done)(void *arg, size_t i);
	/* An attempt at host i has failed and will be repeated; NULL: not
	 * wanted. */
	void (*again)(void *arg, size_t i, const struct query *q);
};

/*
 * An engine for the targets, or, unless NULL, the command for each of them.  It
 * fills hosts, one for each and in their order, with room for those that are
 * late, see targets_room(): named now, and pending until
 * they were asked for the first time.  What a host points to is freed by
 * host_reset(), or is the targets'.  With again, addresses that were found
 * serve for a minute, unless the host has failed.  Targets and hosts have to
 * stay.  NULL with errno.
 */
struct engine *engine_new(const struct options *o,
    const struct template *command, const struct targets *ts,
    struct host *hosts, bool again, const struct engine_calls *calls,
    void *arg);

/* Its loop, which the caller runs and may use for other events. */
struct event_base *engine_base(const struct engine *e);

/* Ask all hosts that are not being asked; addresses of networks where nobody
 * was found only to search these again. */
void engine_ask(struct engine *e, bool search);

/* The targets are one more by targets_add_late(): ask that one now. */
void engine_grow(struct engine *e);

/* How many hosts are being asked, or are about to be. */
size_t engine_asked(const struct engine *e);

/* Whether host i is one of them. */
bool engine_asks(const struct engine *e, size_t i);

/* Whoever is asked is pending, or as before.  NULL is allowed. */
void engine_free(struct engine *e);

#endif
