/* SPDX-License-Identifier: ISC */
/*
 * A network as people write it, 192.0.2.0/24, and the addresses in it; see
 * network.c.
 */
#ifndef RUPTIME_NETWORK_H
#define RUPTIME_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/net.h"

enum {
	NETWORK_HOSTS_MAX = 65536, /* that one is expanded to */
	NETWORK_ZONE_MAX = 16,
	NETWORK_TEXT_MAX = 80 /* an address with its zone */
};

struct network {
	struct net_cidr net;
	char zone[NETWORK_ZONE_MAX]; /* of link-local ones; "": none */
	uint64_t count; /* host addresses; UINT64_MAX stands for more, too */

	size_t at;       /* when refused: the offending byte of the text, */
	const char *why; /* and the reason */
};

/* An address, taken apart so that it can be looked for in many networks. */
struct network_address {
	struct net_cidr net; /* it alone */
	const char *zone;    /* in the text; NULL: none */
};

/*
 * Read address/prefix, an IPv6 address perhaps with a zone, fe80::%eth0/120.
 * Bits behind the prefix are ignored.  False, with at and why set, where it is
 * none, of whatever size.
 */
bool network_parse(struct network *n, const char *text, size_t len);

/*
 * Say, in buf, that it has more than NETWORK_HOSTS_MAX addresses, and how
 * many; NULL where it has not.
 */
const char *network_excess(const struct network *n, char *buf, size_t size);

/* Whether its addresses need an interface, and have none. */
bool network_lacks_zone(const struct network *n);

/*
 * Host address number i, of those that network_parse has counted, as text in
 * buf, which it returns.  Of an IPv4 network larger than /31 the first and the
 * last address are none.
 */
const char *network_get(const struct network *n, uint64_t i,
    char buf[static NETWORK_TEXT_MAX]);

/* Read an address in numbers, of whatever spelling, perhaps with a zone; false
 * where the text is none. */
bool network_read_address(struct network_address *a, const char *text);

/* Whether the address is in it, the first and the last included; a zone has to
 * be the same where n has one.  A network of IPv6 has none of IPv4, however it
 * is written. */
bool network_holds(const struct network *n, const struct network_address *a);

/* Whether host is such an address. */
bool network_has(const struct network *n, const char *host);

#endif
