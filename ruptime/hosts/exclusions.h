/* SPDX-License-Identifier: ISC */
/* What -x names, entry by entry, and whether that has left anybody out. */
#ifndef RUPTIME_EXCLUSIONS_H
#define RUPTIME_EXCLUSIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Begins zeroed. */
struct exclusions {
	struct exclusion *v;
	size_t count;
};

/* Its number, from 1; 0, which the other calls take for none, where there is no
 * memory, or too many are known already. */
uint16_t exclusions_add(struct exclusions *es, const char *text, size_t len);

/* Number has left somebody out. */
void exclusions_use(struct exclusions *es, uint16_t number);

/* The text of the first entry from index *i on that has left out nobody, *i
 * being behind it then; NULL where there is none. */
const char *exclusions_next_idle(const struct exclusions *es, size_t *i);

void exclusions_fini(struct exclusions *es);

#endif
