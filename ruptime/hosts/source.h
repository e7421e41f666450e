/* SPDX-License-Identifier: ISC */
/*
 * Sources: operands, and items of hosts files, that stand for the hosts that
 * somebody else names; see source.c.
 */
#ifndef RUPTIME_SOURCE_H
#define RUPTIME_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "ruptime/hosts/hostpart.h"
#include "ruptime/hosts/network.h"

enum source_kind {
	SOURCE_NETWORK,  /* 192.0.2.0/24, [2001:db8::/120]:4001 */
	SOURCE_NETGROUP, /* @lab, @lab:4001 */
	SOURCE_SRV,      /* _ruptime._tcp.example.org, _ruptime._tcp */
	SOURCE_MDNS      /* _ruptime._tcp.local, _ruptime._tcp.local%eth0 */
};

enum { SOURCE_TEXT_MAX = 256, SOURCE_PORT_MAX = 64, SOURCE_ZONE_MAX = 16 };

/* One source as it was given, taken apart. */
struct source {
	enum source_kind kind;
	/* A netgroup without its @; a service without zone and without a dot
	 * at its end, labels of 1 to 63 bytes, 253 in all; of a network "". */
	char name[SOURCE_TEXT_MAX];
	char zone[SOURCE_ZONE_MAX]; /* of mDNS, its interface; "": any */
	char port[SOURCE_PORT_MAX]; /* of netgroups, networks; "": none given */
	uint16_t port_number;       /* the same; 0: none given */
	struct network network;

	size_t at;       /* when refused: the offending byte of the text, */
	const char *why; /* and the reason */
};

/*
 * Whether an entry of len bytes is meant as a source: it begins with @ or _, or
 * is an address with a / behind it.
 */
bool source_is_meant(const char *text, size_t len);

/* Take it apart; rules say what a port is.  False, with at and why set, where
 * it can't be a source. */
bool source_parse(struct source *s, const char *text, size_t len,
    const struct hostpart_rules *rules);

#endif
