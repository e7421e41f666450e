/* SPDX-License-Identifier: ISC */
/* A service of the local network, by multicast DNS. */
#ifndef RUPTIME_MDNS_H
#define RUPTIME_MDNS_H

#include <stdbool.h>

struct found;
struct options;
struct source;

/* How many hosts one source of this kind has at most. */
enum { MDNS_HOSTS_MAX = 1000 };

/*
 * Add the instances of s->name, "_ruptime._tcp.local", that answer within a
 * second, by s->zone or by each interface that fits, with their ports and the
 * addresses that came with them: asked of the family that o->family says.  A
 * host is named as the SRV record has it, without ".local" where one label is
 * left.  As found.h says; it waits for a second.
 */
bool mdns_find(const struct source *s, const struct options *o,
    struct found *f);

#endif
