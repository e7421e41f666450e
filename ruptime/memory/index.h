/* SPDX-License-Identifier: ISC */
/* Which of many names a name is. */
#ifndef RUPTIME_INDEX_H
#define RUPTIME_INDEX_H

#include <stddef.h>
#include <stdint.h>

/* The name of number i. */
typedef const char *index_name_fn(const void *names, size_t i);

struct index {
	const void *names; /* the caller's */
	index_name_fn *name;
	uint64_t seed;  /* of the hash */
	uint32_t *slot; /* the number of a name, from 1; 0: free */
	size_t nslot;
};

enum { INDEX_NONE = -1 };

/* Of n names, fewer than 2^31, which have to stay; of equal ones the first
 * counts.  -1 with errno ENOMEM; index_fini() in any case. */
int index_init(struct index *ix, const void *names, size_t n,
    index_name_fn *name);

void index_fini(struct index *ix);

/* The number of a name, or INDEX_NONE. */
ptrdiff_t index_find(const struct index *ix, const char *name);

#endif
