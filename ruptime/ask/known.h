/* SPDX-License-Identifier: ISC */
/* Addresses that serve for a minute where hosts are asked again and again. */
#ifndef RUPTIME_KNOWN_H
#define RUPTIME_KNOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "ruptime/ask/addresses.h"

struct known_host;

/* Begins zeroed: nothing is kept. */
struct known {
	struct known_host *v;
	size_t count;
};

/* Keep those of so many hosts.  False with errno ENOMEM. */
bool known_init(struct known *k, size_t count);

/* The addresses of host i that serve still; NULL: they are to be found. */
struct addresses *known_get(struct known *k, size_t i);

/* Where those of host i are to be put that has answered by them; NULL: nothing
 * is kept. */
struct addresses *known_put(struct known *k, size_t i);

void known_fini(struct known *k);

#endif
