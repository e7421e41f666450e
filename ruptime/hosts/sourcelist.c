/* SPDX-License-Identifier: ISC */
/*
 * The sources that operands, files and -x name.  hostlist.c fills it, sources.c
 * asks what is in it.
 * Pure: no I/O, no clock.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ruptime/hosts/sourcelist.h"

static bool
sourcelist_has(const struct sourcelist *list, const char *text, size_t len,
    bool excluded)
{
	const struct sourcelist_item *item;
	size_t i;

	for (i = 0; i < list->count; i++) {
		item = &list->v[i];
		if (item->excluded == excluded && strlen(item->text) == len &&
		    memcmp(item->text, text, len) == 0)
			return true;
	}
	return false;
}

static void
sourcelist_free_item(struct sourcelist_item *item)
{
	free(item->text);
	free(item->where);
}

bool
sourcelist_add(struct sourcelist *list, const struct source *s,
    const char *text, size_t len, const char *where, bool excluded,
    uint16_t exclusion)
{
	struct sourcelist_item *grown, *item;

	if (sourcelist_has(list, text, len, excluded))
		return true;
	if (list->count == SOURCELIST_MAX) {
		errno = E2BIG;
		return false;
	}
	grown = reallocarray(list->v, list->count + 1, sizeof(*grown));
	if (grown == NULL)
		return false;
	list->v = grown;
	item = &grown[list->count];
	*item = (struct sourcelist_item){ .source = *s,
		.text = strndup(text, len),
		.in_file = where[0] != '\0',
		.excluded = excluded,
		.exclusion = exclusion };
	if (item->text == NULL ||
	    asprintf(&item->where, "%s%s", where, item->text) == -1) {
		item->where = NULL;
		sourcelist_free_item(item);
		errno = ENOMEM;
		return false;
	}
	list->count++;
	return true;
}

static bool
sourcelist_is_excluded_by(const struct sourcelist_item *item, uint16_t port)
{
	const struct source *s = &item->source;

	return item->excluded && s->kind == SOURCE_NETWORK &&
	    (s->port_number == 0 || s->port_number == port);
}

/* The host is taken apart once: there may be as many networks as hosts. */
bool
sourcelist_excludes(const struct sourcelist *list, const char *host,
    uint16_t port, struct exclusions *es)
{
	const struct sourcelist_item *item;
	struct network_address address;
	bool excludes = false;
	size_t i;

	if (!network_read_address(&address, host))
		return false;
	for (i = 0; i < list->count; i++) {
		item = &list->v[i];
		if (sourcelist_is_excluded_by(item, port) &&
		    network_holds(&item->source.network, &address)) {
			if (es != NULL)
				exclusions_use(es, item->exclusion);
			excludes = true;
		}
	}
	return excludes;
}

bool
sourcelist_searches(const struct sourcelist *list, const char *host,
    uint16_t port, uint16_t usual_port)
{
	const struct sourcelist_item *item;
	uint16_t asked;
	size_t i;

	for (i = 0; i < list->count; i++) {
		item = &list->v[i];
		asked = item->source.port_number != 0 ?
		    item->source.port_number :
		    usual_port;
		if (!item->excluded && item->source.kind == SOURCE_NETWORK &&
		    asked == port && network_has(&item->source.network, host))
			return true;
	}
	return false;
}

void
sourcelist_fini(struct sourcelist *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		sourcelist_free_item(&list->v[i]);
	free(list->v);
	*list = (struct sourcelist){ 0 };
}
