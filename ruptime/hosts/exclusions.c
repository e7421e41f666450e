/* SPDX-License-Identifier: ISC */
/*
 * What -x names, entry by entry, and whether that has left anybody out: one
 * that has not is a slip of the finger, mostly.  hostlist.c keeps it.
 * Pure: no I/O, no clock.
 */
#include <stdlib.h>
#include <string.h>

#include "ruptime/hosts/exclusions.h"

struct exclusion {
	char *text;
	bool used;
};

uint16_t
exclusions_add(struct exclusions *es, const char *text, size_t len)
{
	struct exclusion *grown;
	char *copy;

	if (es->count == UINT16_MAX)
		return 0;
	grown = reallocarray(es->v, es->count + 1, sizeof(*grown));
	if (grown == NULL)
		return 0;
	es->v = grown;
	copy = strndup(text, len);
	if (copy == NULL)
		return 0;
	es->v[es->count++] = (struct exclusion){ .text = copy };
	return (uint16_t)es->count;
}

void
exclusions_use(struct exclusions *es, uint16_t number)
{
	if (number > 0)
		es->v[number - 1].used = true;
}

const char *
exclusions_next_idle(const struct exclusions *es, size_t *i)
{
	while (*i < es->count)
		if (!es->v[(*i)++].used)
			return es->v[*i - 1].text;
	return NULL;
}

void
exclusions_fini(struct exclusions *es)
{
	while (es->count > 0)
		free(es->v[--es->count].text);
	free(es->v);
	*es = (struct exclusions){ 0 };
}
