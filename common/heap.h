/* SPDX-License-Identifier: ISC */
/* The memory that malloc(3) keeps for later. */
#ifndef COMMON_HEAP_H
#define COMMON_HEAP_H

/* Give the system back what is free.  Nothing where the C library has no call
 * for it: it decides by itself, or keeps what it has. */
void heap_give_back(void);

#endif
