/* SPDX-License-Identifier: ISC */
/* Clients and replies, compiled in here, so that what they keep is counted. */
#ifndef TESTS_UNIT_COUNTED_CONN_H
#define TESTS_UNIT_COUNTED_CONN_H

#include <stdint.h>
#include <stdlib.h>

static int64_t counted_blocks;

static inline void *
counted_malloc(size_t size)
{
	counted_blocks++;
	return malloc(size);
}

static inline void *
counted_calloc(size_t n, size_t size)
{
	counted_blocks++;
	return calloc(n, size);
}

static inline void
counted_free(void *p)
{
	counted_blocks -= p != NULL;
	free(p);
}

#define malloc counted_malloc
#define calloc counted_calloc
#define free counted_free
#include "ruptimed/conn.c"
#undef malloc
#undef calloc
#undef free

#endif
