/* SPDX-License-Identifier: ISC */
/* What hosts are remembered by. */
#ifndef RUPTIME_HANDLES_H
#define RUPTIME_HANDLES_H

#include <stddef.h>
#include <stdint.h>

#include "common/hostport.h"
#include "ruptime/memory/index.h"
#include "ruptime/reply/host.h"

struct handles {
	const struct host *hosts; /* the caller's */
	size_t n;
	char **own; /* of those that are not remembered by a text of theirs */
	struct index index;
};

/* Of one host: a text of its own, or buf. */
const char *handles_compose(const struct host *h, uint16_t usual_port,
    char buf[static HOSTPORT_TEXT_MAX]);

/* Of n hosts, which have to stay; of equal ones the first counts.  -1 where
 * there is no memory; handles_fini() in any case. */
int handles_init(struct handles *k, const struct host *hosts, size_t n,
    uint16_t usual_port);

void handles_fini(struct handles *k);

const char *handles_get(const struct handles *k, size_t i);

/* The number of the host that is remembered by key, or INDEX_NONE. */
ptrdiff_t handles_find(const struct handles *k, const char *key);

#endif
