/* SPDX-License-Identifier: ISC */
/* Seconds as people write them. */
#ifndef COMMON_DURATION_H
#define COMMON_DURATION_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Parse a number of seconds, "5", "0.25" or ".5": digits with at most one
 * point and at most three digits after it, no sign, no exponent, no blanks.
 * False where it is not one, or not within min_ms to max_ms.
 */
bool duration_parse(const char *text, uint32_t min_ms, uint32_t max_ms,
    uint32_t *ms);

/* What to say behind a complaint of text, which may be several numbers, if it
 * is that it is too fine; or "". */
const char *duration_hint(const char *text);

#endif
