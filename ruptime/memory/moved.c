/* SPDX-License-Identifier: ISC */
/*
 * Names that a search has found: where a machine got another address, the one
 * that it had before is not a machine that is down.  memory.c asks.  What
 * anybody on the link calls himself is no evidence, nor is a name without a
 * search.
 * Pure: no I/O, no clock.
 */
#include <stdlib.h>
#include <string.h>

#include "common/hostport.h"
#include "ruptime/memory/moved.h"

static const char *
name_of(const void *names, size_t i)
{
	return ((char *const *)names)[i];
}

static bool
is_evidence(const struct host *h)
{
	return h->state == STATE_UP && h->found_name != NULL;
}

int
moved_init(struct moved *m, const struct host *hosts, size_t n,
    uint16_t usual_port)
{
	char buf[HOSTPORT_TEXT_MAX];
	size_t i, count = 0;

	*m = (struct moved){ 0 };
	for (i = 0; i < n; i++)
		count += is_evidence(&hosts[i]);
	m->names = calloc(count + 1, sizeof(char *));
	for (i = 0; m->names != NULL && i < n; i++) {
		if (!is_evidence(&hosts[i]))
			continue;
		m->names[m->count] = strdup(hostport_at(buf, hosts[i].name,
		    hosts[i].own_port, usual_port));
		if (m->names[m->count] == NULL)
			return -1;
		m->count++;
	}
	return m->names == NULL ?
	    -1 :
	    index_init(&m->index, m->names, m->count, name_of);
}

void
moved_fini(struct moved *m)
{
	index_fini(&m->index);
	while (m->count > 0)
		free(m->names[--m->count]);
	free(m->names);
}

bool
moved_has(const struct moved *m, const char *name)
{
	return m->count > 0 && index_find(&m->index, name) != INDEX_NONE;
}
