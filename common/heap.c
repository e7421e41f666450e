/* SPDX-License-Identifier: ISC */
/*
 * Memory given back after a crowd.  ruptimed/clients.c asks for it when nobody
 * is left.
 */
#include "common/heap.h"
#include "common/system.h"

#if SYSTEM_GLIBC
#include <malloc.h>

void
heap_give_back(void)
{
	malloc_trim(0);
}
#else
void
heap_give_back(void)
{
}
#endif
