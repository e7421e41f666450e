/* SPDX-License-Identifier: ISC */
/*
 * One socket for each interface and family, from a port of our own, so that it
 * disturbs no responder of this machine: what RFC 6762 section 5.1 calls
 * one-shot.  mdns.c sends and receives by them.  What does not come from the
 * link itself is dropped here.
 */
#include <sys/socket.h>
#include <netinet/in.h>
#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/multicast.h"
#include "ruptime/hosts/found.h"
#include "ruptime/hosts/mdns_link.h"

enum { MDNS_PORT = 5353 };

/* Aliases of IPv4 have names of their own, eth0:1. */
static bool
is_named(const struct ifaddrs *ifa, const char *name)
{
	size_t len = strcspn(ifa->ifa_name, ":");

	return strncmp(ifa->ifa_name, name, len) == 0 && name[len] == '\0';
}

/* Why an interface can't be asked by; NULL where it can. */
static const char *
unfit(unsigned flags)
{
	if ((flags & IFF_UP) == 0)
		return "is down";
	if ((flags & IFF_LOOPBACK) != 0)
		return "is loopback";
	if ((flags & IFF_MULTICAST) == 0)
		return "does not multicast";
	return NULL;
}

static bool
is_open(const struct mdns_links *links, unsigned index, int family)
{
	size_t i;

	for (i = 0; i < links->count; i++)
		if (links->v[i].index == index && links->v[i].family == family)
			return true;
	return false;
}

/* False where there is no memory. */
static bool
add_link(struct mdns_links *links, const struct ifaddrs *ifa, unsigned index)
{
	int family = ifa->ifa_addr->sa_family;
	struct mdns_link *v, *link;

	v = reallocarray(links->v, links->count + 1, sizeof(*v));
	if (v == NULL)
		return false;
	links->v = v;
	link = &v[links->count];
	*link = (struct mdns_link){ .family = family, .index = index };
	strlcpy(link->name, ifa->ifa_name, sizeof(link->name));
	link->name[strcspn(link->name, ":")] = '\0';
	link->id = (uint16_t)arc4random();
	link->fd = multicast_socket(ifa->ifa_addr, index);
	if (link->fd == -1)
		log_debug("mDNS by %s: %s", link->name, strerror(errno));
	else
		links->count++;
	return true;
}

/* Goes on to the next address in any case but that of no memory. */
static bool
consider(struct mdns_links *links, const struct ifaddrs *ifa, const char *zone,
    int family, struct found *f)
{
	const char *why = unfit(ifa->ifa_flags);
	unsigned index;

	if (zone[0] != '\0' && !is_named(ifa, zone))
		return true;
	if (why != NULL) {
		if (zone[0] != '\0')
			found_fail(f, "interface %s %s", zone, why);
		return true;
	}
	if (ifa->ifa_addr == NULL ||
	    (ifa->ifa_addr->sa_family != AF_INET &&
		ifa->ifa_addr->sa_family != AF_INET6) ||
	    (family != AF_UNSPEC && ifa->ifa_addr->sa_family != family))
		return true;
	index = if_nametoindex(ifa->ifa_name);
	if (index == 0 || is_open(links, index, ifa->ifa_addr->sa_family))
		return true;
	return add_link(links, ifa, index) || found_fail(f, "out of memory");
}

bool
mdns_links_open(struct mdns_links *links, const char *zone, int family,
    struct found *f)
{
	const struct ifaddrs *ifa;

	memset(links, 0, sizeof(*links));
	if (zone[0] != '\0' && if_nametoindex(zone) == 0)
		return found_fail(f, "there is no interface %s", zone);
	if (getifaddrs(&links->addresses) == -1) {
		links->addresses = NULL;
		return found_fail(f, "cannot list the interfaces: %s",
		    strerror(errno));
	}
	found_fail(f, "%s%s%s",
	    zone[0] != '\0' ? "interface " :
			      "no interface that is up and"
			      " multicasts",
	    zone,
	    zone[0] != '\0' ? " has no address to ask from" :
			      " has an address to ask from");
	for (ifa = links->addresses; ifa != NULL; ifa = ifa->ifa_next)
		if (!consider(links, ifa, zone, family, f))
			return false;
	return links->count > 0;
}

void
mdns_links_close(struct mdns_links *links)
{
	size_t i;

	for (i = 0; i < links->count; i++)
		close(links->v[i].fd);
	free(links->v);
	if (links->addresses != NULL)
		freeifaddrs(links->addresses);
}

int
mdns_link_send(const struct mdns_link *link, const uint8_t *packet, size_t len)
{
	union found_address to = { .in = { .sin_family = AF_INET } };
	socklen_t to_len = sizeof(to.in);

	if (link->family == AF_INET) {
		to.in.sin_port = htons(MDNS_PORT);
		inet_pton(AF_INET, "224.0.0.251", &to.in.sin_addr);
	} else {
		to.in6 = (struct sockaddr_in6){ .sin6_family = AF_INET6,
			.sin6_port = htons(MDNS_PORT),
			.sin6_scope_id = link->index };
		inet_pton(AF_INET6, "ff02::fb", &to.in6.sin6_addr);
		to_len = sizeof(to.in6);
	}
	return sendto(link->fd, packet, len, 0, &to.sa, to_len) == -1 ? -1 : 0;
}

/* The bytes of an address of the link's family, of which there are *len. */
static const uint8_t *
bytes_of(const struct sockaddr *sa, size_t *len)
{
	if (sa->sa_family == AF_INET) {
		*len = sizeof(struct in_addr);
		return (const uint8_t *)&(
		    (const struct sockaddr_in *)(const void *)sa)
		    ->sin_addr;
	}
	*len = sizeof(struct in6_addr);
	return (const uint8_t *)&((const struct sockaddr_in6 *)(const void *)sa)
	    ->sin6_addr;
}

static bool
in_network(const struct sockaddr *from, const struct sockaddr *net,
    const struct sockaddr *mask)
{
	size_t i, len;
	const uint8_t *a = bytes_of(from, &len), *b = bytes_of(net, &len);
	const uint8_t *m = mask != NULL ? bytes_of(mask, &len) : NULL;

	for (i = 0; i < len; i++)
		if (((a[i] ^ b[i]) & (m != NULL ? m[i] : 0xff)) != 0)
			return false;
	return true;
}

static bool
is_link_local(const union found_address *from)
{
	return from->sa.sa_family == AF_INET ?
	    ntohl(from->in.sin_addr.s_addr) >> 16 == 0xa9fe :
	    IN6_IS_ADDR_LINKLOCAL(&from->in6.sin6_addr);
}

/* RFC 6762 section 11: that it has an address of this link. */
static bool
is_on_link(const struct mdns_links *links, const struct mdns_link *link,
    const union found_address *from)
{
	const struct ifaddrs *ifa;

	if (is_link_local(from))
		return true;
	for (ifa = links->addresses; ifa != NULL; ifa = ifa->ifa_next) {
		if (!is_named(ifa, link->name) || ifa->ifa_addr == NULL ||
		    ifa->ifa_addr->sa_family != link->family)
			continue;
		if (in_network(&from->sa, ifa->ifa_addr, ifa->ifa_netmask))
			return true;
		if ((ifa->ifa_flags & IFF_POINTOPOINT) != 0 &&
		    ifa->ifa_dstaddr != NULL &&
		    in_network(&from->sa, ifa->ifa_dstaddr, ifa->ifa_netmask))
			return true;
	}
	return false;
}

ssize_t
mdns_link_receive(const struct mdns_links *links, const struct mdns_link *link,
    uint8_t *packet, size_t size)
{
	union found_address from;
	union {
		struct cmsghdr align;
		char bytes[256];
	} control;
	struct iovec iov = { .iov_base = packet, .iov_len = size };
	struct msghdr msg = { .msg_name = &from,
		.msg_namelen = sizeof(from),
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof(control) };
	ssize_t n = recvmsg(link->fd, &msg, 0);

	if (n == -1)
		return -1;
	if (from.sa.sa_family != link->family ||
	    !multicast_came_by(&msg, link->family, link->index) ||
	    /* The port stands at the same place in both. */
	    from.in.sin_port != htons(MDNS_PORT) ||
	    !is_on_link(links, link, &from))
		return 0;
	return n;
}
