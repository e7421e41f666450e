/* SPDX-License-Identifier: ISC */
/* How many slips of the finger lie between two words. */
#ifndef COMMON_SLIPS_H
#define COMMON_SLIPS_H

#include <stddef.h>

/*
 * The least number of bytes that were left out, put in, taken for another, or
 * swapped with the next one, where the len bytes of typed were to be word; or
 * one more than that where they were to be a beginning of it.  Of either the
 * first 31 bytes count.
 */
unsigned slips_between(const char *typed, size_t len, const char *word);

#endif
