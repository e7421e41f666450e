/* SPDX-License-Identifier: ISC */
/*
 * Names and their numbers, for memory.c, handles.c and moved.c: an open hash
 * table that is at most half full.  Pure: no I/O, no clock.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "ruptime/memory/index.h"

/* From a start that nobody knows, so that no names can be prepared that all
 * collide; the last step mixes the high bits in. */
static size_t
hash(const struct index *ix, const char *name)
{
	uint64_t h = ix->seed;

	for (; *name != '\0'; name++)
		h = (h ^ (unsigned char)*name) * 0x100000001b3;
	return (size_t)((h ^ h >> 32) * 0x9e3779b97f4a7c15 >> 32);
}

/* Where a name is, or would be. */
static uint32_t *
find(const struct index *ix, const char *name)
{
	size_t i = hash(ix, name);
	uint32_t *slot;

	for (;; i++) {
		slot = &ix->slot[i & (ix->nslot - 1)];
		if (*slot == 0 ||
		    strcmp(ix->name(ix->names, *slot - 1), name) == 0)
			return slot;
	}
}

int
index_init(struct index *ix, const void *names, size_t n, index_name_fn *name)
{
	uint32_t *slot;
	size_t i;

	*ix = (struct index){ .names = names, .name = name, .nslot = 16 };
	arc4random_buf(&ix->seed, sizeof(ix->seed));
	if (n > INT32_MAX) {
		errno = ENOMEM;
		return -1;
	}
	while (ix->nslot < 2 * n)
		ix->nslot *= 2;
	ix->slot = calloc(ix->nslot, sizeof(ix->slot[0]));
	if (ix->slot == NULL)
		return -1;
	for (i = 0; i < n; i++) {
		slot = find(ix, name(names, i));
		if (*slot == 0)
			*slot = (uint32_t)i + 1;
	}
	return 0;
}

void
index_fini(struct index *ix)
{
	free(ix->slot);
	*ix = (struct index){ 0 };
}

ptrdiff_t
index_find(const struct index *ix, const char *name)
{
	return (ptrdiff_t)*find(ix, name) - 1;
}
