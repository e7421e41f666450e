/* SPDX-License-Identifier: ISC */
/* The interfaces that multicast DNS is asked by, a socket for each family. */
#ifndef RUPTIME_MDNS_LINK_H
#define RUPTIME_MDNS_LINK_H

#include <net/if.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct found;
struct ifaddrs;

struct mdns_link {
	int fd; /* non-blocking */
	int family;
	unsigned index; /* of the interface */
	char name[IF_NAMESIZE];
	uint16_t id; /* of what is asked by it */
};

struct mdns_links {
	struct mdns_link *v;
	size_t count;
	struct ifaddrs *addresses;
};

/*
 * Open sockets for each interface that is up, multicasts, is not loopback and
 * has an address of the family, or with AF_UNSPEC of either; only for the
 * interface zone where that is not "".  What can't be opened is passed over.
 * False, with f->why set, where there is none left.  To be closed whatever the
 * result.
 */
bool mdns_links_open(struct mdns_links *links, const char *zone, int family,
    struct found *f);

void mdns_links_close(struct mdns_links *links);

/* Send the len bytes of packet to all on the link.  -1 with errno. */
int mdns_link_send(const struct mdns_link *link, const uint8_t *packet,
    size_t len);

/*
 * Read one packet that has come: its length, or 0 where it is not from a
 * responder on this link.  -1 with errno, EAGAIN where there is none.
 */
ssize_t mdns_link_receive(const struct mdns_links *links,
    const struct mdns_link *link, uint8_t *packet, size_t size);

#endif
