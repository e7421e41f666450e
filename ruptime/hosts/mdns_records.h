/* SPDX-License-Identifier: ISC */
/* Records of multicast DNS, put together to services. */
#ifndef RUPTIME_MDNS_RECORDS_H
#define RUPTIME_MDNS_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dnsrr;
struct mdns_records;

/* An address of IPv4 is in the first four bytes. */
struct mdns_address {
	int family; /* AF_INET or AF_INET6 */
	uint8_t bytes[16];
};

enum { MDNS_ADDRESSES_MAX = 16 };

/* One instance, as one link knows it. */
struct mdns_service {
	const char *instance; /* its whole name, escapes and all */
	const char *target;   /* of its SRV record: a host below .local */
	uint16_t port;        /* not 0 */
	unsigned link;
	struct mdns_address addresses[MDNS_ADDRESSES_MAX];
	size_t address_count; /* 0: none came */
};

struct mdns_question {
	const char *name; /* belongs to the records */
	unsigned type;    /* ns_t_srv and so on */
};

/*
 * None yet, of the instances of service, "_ruptime._tcp.local", which must
 * outlive them.  Addresses are kept of one family, or with AF_UNSPEC of both.
 * NULL with errno ENOMEM.
 */
struct mdns_records *mdns_records_new(const char *service, int family);

/* NULL is allowed. */
void mdns_records_free(struct mdns_records *r);

/* Whether a question for name can be one of ours: it is the service, or
 * below it, or below .local and no service. */
bool mdns_records_asks(const struct mdns_records *r, const char *name);

/*
 * Keep a record that came by a link, where it can be of use, whatever the
 * order in which they come: a PTR of the service, the SRV of an instance, an
 * address of a host below .local, but none that leads to this machine itself or
 * to many.  Some 16,000 are kept, or 4 MiB of names, and no more; nor what
 * there is no memory for.
 */
void mdns_records_add(struct mdns_records *r, const struct dnsrr *rr,
    unsigned link);

/* Whether more came than is kept. */
bool mdns_records_is_full(const struct mdns_records *r);

/*
 * What a link has not told: SRV records of instances, addresses of targets.
 * The first max of such questions.  Valid until the next mdns_records_add.
 */
size_t mdns_records_missing(struct mdns_records *r, unsigned link,
    struct mdns_question *q, size_t max);

/*
 * Call found for each instance with an SRV record and each link, in the order
 * of targets, ports and links; targets that differ in case only are spelt
 * alike.  Stop where it returns false.  False where there was no memory.
 */
bool mdns_records_each(struct mdns_records *r,
    bool (*found)(void *arg, const struct mdns_service *s), void *arg);

#endif
