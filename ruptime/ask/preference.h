/* SPDX-License-Identifier: ISC */
/*
 * Which address of several getaddrinfo(3) puts first: RFC 6724 section 6, as
 * glibc has it.
 */
#ifndef RUPTIME_PREFERENCE_H
#define RUPTIME_PREFERENCE_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>

enum { PREFERENCE_MAX = 8 };

/* An address, and the one of ours that would be used to reach it.  Those of
 * IPv4 are mapped ones (::ffff:192.0.2.1). */
struct preference {
	struct in6_addr address, source;
	bool is_reachable; /* else there is no source */
	unsigned prefix;   /* of the network of a source of IPv4, in bits */
};

/*
 * Put the numbers of count addresses, PREFERENCE_MAX at most, into order,
 * first choice first.  False where glibc's order is not certain: it depends on
 * its version, or on more than is said here.
 */
bool preference_order(const struct preference *p, size_t count,
    size_t order[static PREFERENCE_MAX]);

#endif
