/* SPDX-License-Identifier: ISC */
/*
 * By which of its own addresses this machine reaches others.  localnames.c asks
 * for the addresses of a name.  A socket of datagrams is connected, which sends
 * nothing.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <string.h>
#include <unistd.h>

#include "common/addrflags.h"
#include "common/clock.h"
#include "common/descriptor.h"
#include "ruptime/ask/reach.h"

/* How long the networks are taken for what they were. */
enum { FRESH_US = 100 * 1000 };

static struct in6_addr
mapped(const struct sockaddr *sa)
{
	struct sockaddr_in in;
	struct sockaddr_in6 in6;
	struct in6_addr a = { .s6_addr = { [10] = 0xff, [11] = 0xff } };

	if (sa->sa_family == AF_INET) {
		memcpy(&in, sa, sizeof(in));
		memcpy(&a.s6_addr[12], &in.sin_addr, sizeof(in.sin_addr));
		return a;
	}
	memcpy(&in6, sa, sizeof(in6));
	return in6.sin6_addr;
}

static unsigned
prefix_of(const struct sockaddr *netmask)
{
	struct sockaddr_in in;

	memcpy(&in, netmask, sizeof(in));
	return (unsigned)__builtin_popcount(in.sin_addr.s_addr);
}

static unsigned
find_prefix(const struct reach *r, const struct in6_addr *source)
{
	size_t i;

	for (i = 0; i < r->count; i++)
		if (IN6_ARE_ADDR_EQUAL(&r->networks[i].address, source))
			return r->networks[i].prefix;
	return 0;
}

/* False where there are too many, or one is in two networks. */
static bool
add_network(struct reach *r, const struct ifaddrs *ifa)
{
	struct in6_addr address;
	unsigned prefix, other;

	if (ifa->ifa_addr == NULL || ifa->ifa_netmask == NULL ||
	    ifa->ifa_addr->sa_family != AF_INET)
		return true;
	address = mapped(ifa->ifa_addr);
	prefix = prefix_of(ifa->ifa_netmask);
	other = find_prefix(r, &address);
	if (r->count == REACH_NETWORKS_MAX || (other > 0 && other != prefix))
		return false;
	r->networks[r->count].address = address;
	r->networks[r->count++].prefix = prefix;
	return true;
}

static void
read_networks(struct reach *r)
{
	struct ifaddrs *list, *ifa;

	r->read_us = clock_us();
	r->count = 0;
	r->is_known = false;
	if (!addrflags_are_plain() || getifaddrs(&list) == -1)
		return;
	for (ifa = list; ifa != NULL; ifa = ifa->ifa_next)
		if (!add_network(r, ifa))
			break;
	r->is_known = ifa == NULL;
	freeifaddrs(list);
}

/* Of whatever address of loopback it is that one's. */
static struct in6_addr
network_address(const struct in6_addr *source)
{
	static const uint8_t loopback[] = { 127, 0, 0, 1 };
	struct in6_addr a = *source;

	if (IN6_IS_ADDR_V4MAPPED(&a) && a.s6_addr[12] == loopback[0])
		memcpy(&a.s6_addr[12], loopback, sizeof(loopback));
	return a;
}

/* False where there is no socket for it. */
static bool
connect_to(const struct sockaddr *address, socklen_t len, struct preference *p)
{
	struct sockaddr_storage source = { 0 };
	socklen_t source_len = sizeof(source);
	int fd = descriptor_socket(address->sa_family, SOCK_DGRAM);

	p->is_reachable = false;
	if (fd == -1)
		return errno == EAFNOSUPPORT;
	if (connect(fd, address, len) == 0 &&
	    getsockname(fd, (struct sockaddr *)&source, &source_len) == 0) {
		p->is_reachable = true;
		p->source = mapped((struct sockaddr *)&source);
	}
	close(fd);
	return true;
}

bool
reach_find(struct reach *r, const struct sockaddr *address, socklen_t len,
    struct preference *p)
{
	struct in6_addr network;

	if (r->read_us == 0 || clock_us() - r->read_us > FRESH_US)
		read_networks(r);
	if (!r->is_known)
		return false;
	*p = (struct preference){ .address = mapped(address) };
	if (!connect_to(address, len, p))
		return false;
	if (p->is_reachable) {
		network = network_address(&p->source);
		p->prefix = find_prefix(r, &network);
	}
	return true;
}
