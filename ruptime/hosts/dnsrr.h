/* SPDX-License-Identifier: ISC */
/* The records of a DNS message, one after the other. */
#ifndef RUPTIME_DNSRR_H
#define RUPTIME_DNSRR_H

#include <arpa/nameser.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One record; which of the last three are set depends on its type. */
struct dnsrr {
	unsigned type; /* ns_t_ptr and so on */
	uint32_t ttl;
	char name[NS_MAXDNAME];
	char target[NS_MAXDNAME]; /* of PTR, CNAME and SRV; "" is the root */
	uint16_t port;            /* of SRV */
	uint8_t addr[16];         /* of A, the first four, and of AAAA */
};

enum dnsrr_result {
	DNSRR_READ,
	DNSRR_OTHER, /* of another type or class, and passed over */
	DNSRR_BAD    /* the message is malformed from here on */
};

/*
 * Start on the len bytes of packet, which must outlive msg.  False where they
 * are no DNS message, or a count says more records than it has.
 */
bool dnsrr_open(ns_msg *msg, const uint8_t *packet, size_t len);

/*
 * Read record i of a section, to be counted from 0 without gaps.  Of the
 * question section name and type are set.  The bit that multicast DNS puts on
 * top of the class is ignored.  Names are text as of dn_expand(3).
 */
enum dnsrr_result dnsrr_read(ns_msg *msg, ns_sect section, int i,
    struct dnsrr *rr);

#endif
