/* SPDX-License-Identifier: ISC */
/* Which names a search has found up, so that they are nowhere else. */
#ifndef RUPTIME_MOVED_H
#define RUPTIME_MOVED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ruptime/memory/index.h"
#include "ruptime/reply/host.h"

struct moved {
	struct index index;
	char **names;
	size_t count;
};

/*
 * Of n hosts those that are up in a network and have a name that leads back to
 * them; names have their port where that is not the usual one.  -1 where there
 * is no memory; moved_fini() in any case.
 */
int moved_init(struct moved *m, const struct host *hosts, size_t n,
    uint16_t usual_port);

void moved_fini(struct moved *m);

bool moved_has(const struct moved *m, const char *name);

#endif
