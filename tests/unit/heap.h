/* SPDX-License-Identifier: ISC */
/* How much of the heap is in use, where the C library tells: what is left
 * behind shows.  Sanitizers have a heap of their own, and find it themselves.
 */
#ifndef TESTS_UNIT_HEAP_H
#define TESTS_UNIT_HEAP_H

#include <malloc.h>
#include <stddef.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* In bytes; 0 where that is not known. */
static inline size_t
heap_in_use(void)
{
#if defined(__GLIBC__) && !SANITIZED
	struct mallinfo2 info = mallinfo2();

	return info.uordblks + info.hblkhd;
#else
	return 0;
#endif
}

#endif
