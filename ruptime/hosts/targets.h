/* SPDX-License-Identifier: ISC */
/* Whom to ask: the hosts that operands and files name, and their ports. */
#ifndef RUPTIME_TARGETS_H
#define RUPTIME_TARGETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ruptime/options.h"

struct targets;

struct target {
	const char *text;     /* as given, ranges expanded */
	const char *host;     /* name, address without brackets, or path */
	char port[6];         /* a number; "" of a path */
	uint16_t port_number; /* the same; 0 of a path */
};

/*
 * The hosts of o, without the excluded ones; where it names none, those of the
 * user's or the system's hosts file.  NULL where that fails or leaves nobody to
 * ask, and it was said why on standard error.
 */
struct targets *targets_find(const struct options *o);

size_t targets_count(const struct targets *ts);

/* Target i, in the order in which they were named.  What it points to is the
 * targets'. */
struct target targets_get(const struct targets *ts, size_t i);

/* NULL is allowed. */
void targets_free(struct targets *ts);

#endif
