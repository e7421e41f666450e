/* SPDX-License-Identifier: ISC */
/*
 * The resolver of the C library.  One that keeps a state for each caller tells
 * of its search domains; for others they are read in resolv.conf(5), and how
 * often and how long it asks is its own affair.
 */
#ifndef COMMON_DNS_H
#define COMMON_DNS_H

#include <stddef.h>
#include <stdint.h>

struct dns;

/* To ask a server tries times, the first time for so many seconds.  NULL where
 * it cannot be had. */
struct dns *dns_open(int retry_s, int tries);

/* The search domain i, 0 being the first; NULL behind the last. */
const char *dns_domain(const struct dns *d, size_t i);

/*
 * Ask for the records of name that are of this type (ns_t_srv).  The length of
 * the answer, more than size where it did not fit; or -1, errno being ENOENT
 * where a server says that there is none, and ECONNREFUSED where no server
 * could be reached.  What came last may be in the packet then, also where the
 * library has refused to take it for an answer.
 */
int dns_ask(struct dns *d, const char *name, int type, uint8_t *packet,
    size_t size);

void dns_close(struct dns *d);

#endif
