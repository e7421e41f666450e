/* SPDX-License-Identifier: ISC */
/* Hosts that were asked, and the memory. */
#ifndef RUPTIME_RECALL_H
#define RUPTIME_RECALL_H

#include <stdbool.h>
#include <stddef.h>

#include "ruptime/hosts/targets.h"
#include "ruptime/memory/memory.h"

struct recall {
	const struct targets *targets;
	struct host *hosts; /* of the targets, in their order */
	size_t count;
	struct memory *memory; /* NULL: there is none */
	bool numeric;          /* none is named */
};

/* Take what has become of the hosts into the memory, and what that knows into
 * them. */
void recall_hosts(const struct recall *r);

#endif
