/* SPDX-License-Identifier: ISC */
/*
 * The hosts that a source has found.  netgroup.c, srv.c and mdns.c fill it,
 * sources.c passes on what can be a host.
 * Pure: no I/O, no clock.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ruptime/hosts/found.h"

void
found_init(struct found *f)
{
	memset(f, 0, sizeof(*f));
}

static void
found_free_host(struct found_host *h)
{
	free(h->name);
	free(h->host);
	free(h->addresses);
}

void
found_fini(struct found *f)
{
	size_t i;

	for (i = 0; i < f->count; i++)
		found_free_host(&f->v[i]);
	free(f->v);
	found_init(f);
}

bool
found_fail(struct found *f, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(f->why, sizeof(f->why), fmt, ap);
	va_end(ap);
	return false;
}

static bool
found_same_address(const union found_address *a, const union found_address *b)
{
	if (a->sa.sa_family != b->sa.sa_family)
		return false;
	if (a->sa.sa_family == AF_INET)
		return a->in.sin_port == b->in.sin_port &&
		    a->in.sin_addr.s_addr == b->in.sin_addr.s_addr;
	return a->in6.sin6_port == b->in6.sin6_port &&
	    a->in6.sin6_scope_id == b->in6.sin6_scope_id &&
	    memcmp(&a->in6.sin6_addr, &b->in6.sin6_addr,
		sizeof(a->in6.sin6_addr)) == 0;
}

/* Keep one more address, if it is new and there is room. */
static bool
found_add_address(struct found_host *h, const union found_address *address)
{
	union found_address *grown;
	size_t i;

	for (i = 0; i < h->address_count; i++)
		if (found_same_address(&h->addresses[i], address))
			return true;
	if (h->address_count == FOUND_ADDRESSES_MAX)
		return true;
	grown =
	    reallocarray(h->addresses, h->address_count + 1, sizeof(*grown));
	if (grown == NULL)
		return false;
	grown[h->address_count++] = *address;
	h->addresses = grown;
	return true;
}

static struct found_host *
found_get(struct found *f, const char *name, const char *host, uint16_t port)
{
	size_t i;

	/* From the end: the parts of one host come one after the other. */
	for (i = f->count; i-- > 0;)
		if (f->v[i].port == port && strcmp(f->v[i].name, name) == 0 &&
		    strcmp(f->v[i].host, host) == 0)
			return &f->v[i];
	return NULL;
}

static struct found_host *
found_new(struct found *f, const char *name, const char *host, uint16_t port)
{
	struct found_host *grown, *h;
	size_t n;

	if (f->count == f->size) {
		n = f->size * 2 + 16;
		grown = reallocarray(f->v, n, sizeof(*grown));
		if (grown == NULL)
			return NULL;
		f->v = grown;
		f->size = n;
	}
	h = &f->v[f->count];
	*h = (struct found_host){ .name = strdup(name),
		.host = strdup(host),
		.port = port };
	if (h->name == NULL || h->host == NULL) {
		found_free_host(h);
		return NULL;
	}
	f->count++;
	return h;
}

bool
found_add(struct found *f, const char *name, const char *host, uint16_t port,
    const union found_address *addresses, size_t count)
{
	/* Who has no addresses has nothing to be put together; the list may
	 * be long, and sees to what is named twice itself. */
	struct found_host *h =
	    count > 0 ? found_get(f, name, host, port) : NULL;
	size_t i;

	if (h == NULL)
		h = found_new(f, name, host, port);
	for (i = 0; h != NULL && i < count; i++)
		if (!found_add_address(h, &addresses[i]))
			h = NULL;
	return h != NULL || found_fail(f, "out of memory");
}
