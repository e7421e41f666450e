/* SPDX-License-Identifier: ISC */
/*
 * By which of its own addresses this machine reaches others, without sending
 * anything.
 */
#ifndef RUPTIME_REACH_H
#define RUPTIME_REACH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#include "ruptime/ask/preference.h"

enum { REACH_NETWORKS_MAX = 64 };

/* The networks of IPv4 that this machine has an address in.  Begins zeroed. */
struct reach {
	bool is_known;
	uint64_t read_us; /* when they were read */
	size_t count;
	struct {
		struct in6_addr address; /* ours, mapped */
		unsigned prefix;
	} networks[REACH_NETWORKS_MAX];
};

/*
 * Fill p for an address.  What the networks are is read again after a moment.
 * False where it can't be said what the system would make of it: there are
 * temporary states of addresses that it takes into account, or descriptors are
 * short.
 */
bool reach_find(struct reach *r, const struct sockaddr *address, socklen_t len,
    struct preference *p);

#endif
