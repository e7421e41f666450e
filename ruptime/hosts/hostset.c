/* SPDX-License-Identifier: ISC */
/*
 * Where a host list keeps its hosts: texts one behind the other in an arena, 12
 * bytes for each that say where, and an open hash table over them that is at
 * most half full.  hostlist.c owns two, the hosts and the excluded ones.
 * Pure: no I/O, no clock.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "ruptime/hosts/exclusions.h"
#include "ruptime/hosts/hostkey.h"
#include "ruptime/hosts/hostpart.h"
#include "ruptime/hosts/hostset.h"

/*
 * text NUL, and where the host is not the text itself: host NUL.  The port is
 * the text's end.
 */
struct hostset_entry {
	uint32_t at;          /* of the text in the arena */
	uint16_t len;         /* of the text */
	uint16_t port;        /* where the port begins in the text; 0: none */
	uint16_t port_number; /* as it was added */
	uint16_t origin;
};

/* The hash stands here so that growing the table reads no texts. */
struct hostset_slot {
	uint32_t hash;
	uint32_t number; /* of the entry, from 1; 0: free */
};

void
hostset_init(struct hostset *set, bool exact)
{
	memset(set, 0, sizeof(*set));
	set->exact = exact;
	arc4random_buf(&set->seed, sizeof(set->seed));
}

void
hostset_fini(struct hostset *set)
{
	free(set->arena);
	free(set->entry);
	free(set->slot);
	memset(set, 0, sizeof(*set));
}

/*
 * FNV-1a from a start that nobody knows, so that no file of colliding names
 * can be prepared; the last step mixes the high bits in.
 */
static uint32_t
hostset_hash(const struct hostset *set, const struct hostkey *key,
    uint16_t port)
{
	uint64_t hash = set->seed ^ port;
	size_t i;

	for (i = 0; i < key->len; i++)
		hash = (hash ^ (unsigned char)key->text[i]) * 0x100000001b3;
	hash = (hash ^ hash >> 32) * 0x9e3779b97f4a7c15;
	return (uint32_t)(hash >> 32);
}

/* Keys are not kept: an entry's is made again when a hash is the same. */
static bool
hostset_is_at(const struct hostset *set, size_t i, const struct hostkey *key,
    uint16_t port)
{
	const char *host = hostset_host(set, i);
	struct hostkey own;

	if (set->entry[i].port_number != port)
		return false;
	hostkey_of(&own, host, strlen(host), set->exact);
	return own.len == key->len && memcmp(own.text, key->text, own.len) == 0;
}

/* The slot that holds it or would; there is always a free one. */
static struct hostset_slot *
hostset_find(const struct hostset *set, const struct hostkey *key,
    uint16_t port, uint32_t hash)
{
	struct hostset_slot *slot;
	size_t i = hash;

	for (;; i++) {
		slot = &set->slot[i & (set->nslot - 1)];
		if (slot->number == 0)
			return slot;
		if (slot->hash == hash &&
		    hostset_is_at(set, slot->number - 1, key, port))
			return slot;
	}
}

static bool
hostset_grow_table(struct hostset *set)
{
	size_t i, j, n = set->nslot == 0 ? 64 : set->nslot * 2;
	struct hostset_slot *slot = calloc(n, sizeof(*slot));

	if (slot == NULL)
		return false;
	for (i = 0; i < set->nslot; i++) {
		if (set->slot[i].number == 0)
			continue;
		j = set->slot[i].hash & (n - 1);
		while (slot[j].number != 0)
			j = (j + 1) & (n - 1);
		slot[j] = set->slot[i];
	}
	free(set->slot);
	set->slot = slot;
	set->nslot = n;
	return true;
}

/* Make room for one more host with bytes of text. */
static bool
hostset_reserve(struct hostset *set, size_t bytes)
{
	size_t n;
	void *p;

	if (bytes > UINT32_MAX - set->used) {
		errno = ENOMEM;
		return false;
	}
	if (bytes > set->size - set->used) {
		n = set->size * 2 + bytes + 256;
		if ((p = realloc(set->arena, n)) == NULL)
			return false;
		set->arena = p;
		set->size = n;
	}
	if (set->count == set->room) {
		n = set->room * 2 + 16;
		p = reallocarray(set->entry, n, sizeof(*set->entry));
		if (p == NULL)
			return false;
		set->entry = p;
		set->room = n;
	}
	return set->count < set->nslot / 2 || hostset_grow_table(set);
}

static void
hostset_append(struct hostset *set, const char *bytes, size_t len)
{
	memcpy(set->arena + set->used, bytes, len);
	set->used += len;
	set->arena[set->used++] = '\0';
}

bool
hostset_add(struct hostset *set, const struct hostpart *part, uint16_t origin)
{
	struct hostset_slot *slot;
	struct hostset_entry *e;
	struct hostkey key;
	uint32_t hash;

	hostkey_of(&key, part->host, part->host_len, set->exact);
	hash = hostset_hash(set, &key, part->port_number);
	if (!hostset_reserve(set, part->len + part->host_len + 2))
		return false;
	slot = hostset_find(set, &key, part->port_number, hash);
	if (slot->number != 0)
		return true;
	e = &set->entry[set->count++];
	e->at = (uint32_t)set->used;
	e->len = (uint16_t)part->len;
	e->port =
	    part->port == NULL ? 0 : (uint16_t)(part->len - part->port_len);
	e->port_number = part->port_number;
	e->origin = origin;
	hostset_append(set, part->text, part->len);
	if (part->host_len != part->len)
		hostset_append(set, part->host, part->host_len);
	slot->hash = hash;
	slot->number = (uint32_t)set->count;
	return true;
}

const char *
hostset_text(const struct hostset *set, size_t i)
{
	return set->arena + set->entry[i].at;
}

const char *
hostset_host(const struct hostset *set, size_t i)
{
	const struct hostset_entry *e = &set->entry[i];
	const char *text = set->arena + e->at;

	return e->port != 0 || text[0] == '[' ? text + e->len + 1 : text;
}

const char *
hostset_port(const struct hostset *set, size_t i)
{
	const struct hostset_entry *e = &set->entry[i];

	return e->port != 0 ? set->arena + e->at + e->port : NULL;
}

uint16_t
hostset_port_number(const struct hostset *set, size_t i)
{
	return set->entry[i].port_number;
}

uint16_t
hostset_origin(const struct hostset *set, size_t i)
{
	return set->entry[i].origin;
}

/* Its number, from 1; 0: it is not there. */
static uint32_t
hostset_number(const struct hostset *set, const struct hostkey *key,
    uint16_t port)
{
	if (set->nslot == 0)
		return 0;
	return hostset_find(set, key, port, hostset_hash(set, key, port))
	    ->number;
}

bool
hostset_has(const struct hostset *set, const struct hostpart *part)
{
	struct hostkey key;

	hostkey_of(&key, part->host, part->host_len, set->exact);
	return hostset_number(set, &key, part->port_number) != 0;
}

/* p with only len bytes of it, where the heap can. */
static void *
hostset_shrink(void *p, size_t len)
{
	void *shrunk = len > 0 ? realloc(p, len) : p;

	return shrunk != NULL ? shrunk : p;
}

static bool
hostset_use(const struct hostset *set, const struct hostkey *key, uint16_t port,
    struct exclusions *es)
{
	const uint32_t number = hostset_number(set, key, port);

	if (number > 0)
		exclusions_use(es, set->entry[number - 1].origin);
	return number > 0;
}

bool
hostset_excludes(const struct hostset *gone, const char *host, uint16_t port,
    struct exclusions *es)
{
	struct hostkey key;
	bool excludes;

	hostkey_of(&key, host, strlen(host), gone->exact);
	excludes = hostset_use(gone, &key, 0, es);
	if (port != 0 && hostset_use(gone, &key, port, es))
		excludes = true;
	return excludes;
}

void
hostset_exclude(struct hostset *set, const struct hostset *gone,
    struct exclusions *es)
{
	size_t i, kept = 0;

	for (i = 0; i < set->count && gone->count > 0; i++)
		if (!hostset_excludes(gone, hostset_host(set, i),
			set->entry[i].port_number, es))
			set->entry[kept++] = set->entry[i];
	if (gone->count == 0)
		kept = set->count;
	set->count = kept;
	free(set->slot);
	set->slot = NULL;
	set->nslot = 0;
	set->size = set->used;
	set->arena = hostset_shrink(set->arena, set->size);
	set->room = kept;
	set->entry = hostset_shrink(set->entry, kept * sizeof(*set->entry));
}
