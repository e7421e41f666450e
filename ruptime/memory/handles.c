/* SPDX-License-Identifier: ISC */
/*
 * What hosts are remembered by: the name as it was given, or what one was found
 * as, with its port where that is not the usual one, however it got that.
 * memory.c and recall.c ask.
 * Pure: no I/O, no clock.
 */
#include <stdlib.h>
#include <string.h>

#include "ruptime/memory/handles.h"

static const char *
text_of(const struct host *h)
{
	return h->found_as != NULL ? h->found_as : h->name;
}

const char *
handles_compose(const struct host *h, uint16_t usual_port,
    char buf[static HOSTPORT_TEXT_MAX])
{
	return hostport_at(buf, text_of(h), h->own_port, usual_port);
}

static const char *
key_of(const void *handles, size_t i)
{
	return handles_get(handles, i);
}

int
handles_init(struct handles *k, const struct host *hosts, size_t n,
    uint16_t usual_port)
{
	char buf[HOSTPORT_TEXT_MAX];
	size_t i;

	*k = (struct handles){ .hosts = hosts,
		.n = n,
		.own = calloc(n + 1, sizeof(char *)) };
	if (k->own == NULL)
		return -1;
	for (i = 0; i < n; i++)
		if (handles_compose(&hosts[i], usual_port, buf) == buf &&
		    (k->own[i] = strdup(buf)) == NULL)
			return -1;
	return index_init(&k->index, k, n, key_of);
}

void
handles_fini(struct handles *k)
{
	index_fini(&k->index);
	while (k->own != NULL && k->n > 0)
		free(k->own[--k->n]);
	free(k->own);
	*k = (struct handles){ 0 };
}

const char *
handles_get(const struct handles *k, size_t i)
{
	return k->own[i] != NULL ? k->own[i] : text_of(&k->hosts[i]);
}

ptrdiff_t
handles_find(const struct handles *k, const char *key)
{
	return index_find(&k->index, key);
}
