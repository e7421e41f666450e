/* SPDX-License-Identifier: ISC */
/* A state, and why, in words. */
#ifndef RUPTIME_VERDICT_H
#define RUPTIME_VERDICT_H

#include "ruptime/reply/state.h"

/* Begins zeroed: STATE_PENDING, without words. */
struct verdict {
	enum state state;
	char *words; /* NULL: none */
};

/* Without memory it has no words. */
void verdict_set(struct verdict *v, enum state state, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* "" where there are none. */
const char *verdict_words(const struct verdict *v);

/* Free the words. */
void verdict_fini(struct verdict *v);

#endif
