/* SPDX-License-Identifier: ISC */
/*
 * The sources of the hosts, asked again and again for those that have come
 * since; see search.c.
 */
#ifndef RUPTIME_SEARCH_H
#define RUPTIME_SEARCH_H

#include <stdbool.h>

#include "ruptime/hosts/targets.h"
#include "ruptime/options.h"

struct event_base;
struct search;

/*
 * Prepare to search for what o names beside the targets; before there are
 * threads.  NULL where no source names hosts, or hosts are named by what can't
 * be read again, or it can't be done: then nobody is found.
 */
struct search *search_open(const struct options *o, struct targets *ts);

/* Call found, from within the loop of base, for each host that is found and was
 * not before.  True for NULL; false with errno. */
bool search_watch(struct search *s, struct event_base *base,
    void (*found)(void *arg, const struct target_late *late), void *arg);

/* Search now, unless a search is under way; returns at once.  NULL is allowed.
 */
void search_ask(struct search *s);

/* At once, whatever is under way; before the base is freed.  NULL is allowed.
 */
void search_close(struct search *s);

#endif
