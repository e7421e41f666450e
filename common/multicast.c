/* SPDX-License-Identifier: ISC */
/*
 * By which interface datagrams of IPv4 go and come, which each system says in
 * its own way; those of IPv6 have RFC 3542.  ruptime/hosts/mdns_link.c asks by
 * them.
 */
#include <sys/types.h>
#include <netinet/in.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "common/descriptor.h"
#include "common/multicast.h"
#include "common/system.h"

enum { HOPS = 255, RECEIVE_BUFFER = 1 << 20 };

static int
set(int fd, int level, int option, int value)
{
	return setsockopt(fd, level, option, &value, sizeof(value));
}

#if SYSTEM_LINUX

static int
send_by(int fd, const struct sockaddr *own, unsigned index)
{
	const struct ip_mreqn by = { .imr_ifindex = (int)index };

	(void)own;
	if (set(fd, IPPROTO_IP, IP_PKTINFO, 1) == -1)
		return -1;
	return setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &by, sizeof(by));
}

/* 0: not this. */
static unsigned
index_of_ipv4(const struct cmsghdr *c)
{
	struct in_pktinfo info;

	if (c->cmsg_level != IPPROTO_IP || c->cmsg_type != IP_PKTINFO)
		return 0;
	memcpy(&info, CMSG_DATA(c), sizeof(info));
	return (unsigned)info.ipi_ifindex;
}

#else

/* By one of its addresses, as it was before there were numbers. */
static int
send_by(int fd, const struct sockaddr *own, unsigned index)
{
	struct sockaddr_in in;

	(void)index;
	memcpy(&in, own, sizeof(in));
	return setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &in.sin_addr,
	    sizeof(in.sin_addr));
}

static unsigned
index_of_ipv4(const struct cmsghdr *c)
{
	(void)c;
	return 0;
}

#endif

static bool
prepare_ipv4(int fd, const struct sockaddr *own, unsigned index)
{
	const struct sockaddr_in any = { .sin_family = AF_INET };
	const unsigned char hops = HOPS;

	return send_by(fd, own, index) == 0 &&
	    setsockopt(fd, IPPROTO_IP, IP_MULTICAST_TTL, &hops, sizeof(hops)) ==
	    0 &&
	    bind(fd, (const struct sockaddr *)&any, sizeof(any)) == 0;
}

static bool
prepare_ipv6(int fd, unsigned index)
{
	const struct sockaddr_in6 any = { .sin6_family = AF_INET6 };

	return set(fd, IPPROTO_IPV6, IPV6_V6ONLY, 1) == 0 &&
	    set(fd, IPPROTO_IPV6, IPV6_MULTICAST_IF, (int)index) == 0 &&
	    set(fd, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, HOPS) == 0 &&
	    set(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1) == 0 &&
	    bind(fd, (const struct sockaddr *)&any, sizeof(any)) == 0;
}

int
multicast_socket(const struct sockaddr *own, unsigned index)
{
	int fd = descriptor_socket(own->sa_family, SOCK_DGRAM), saved;

	if (fd == -1)
		return -1;
	/* Of help only: many may answer at the same time. */
	(void)set(fd, SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER);
	if (own->sa_family == AF_INET ? prepare_ipv4(fd, own, index) :
					prepare_ipv6(fd, index))
		return fd;
	saved = errno;
	close(fd);
	errno = saved;
	return -1;
}

/* 0: not this. */
static unsigned
index_of_ipv6(const struct cmsghdr *c)
{
	struct in6_pktinfo info;

	if (c->cmsg_level != IPPROTO_IPV6 || c->cmsg_type != IPV6_PKTINFO)
		return 0;
	memcpy(&info, CMSG_DATA(c), sizeof(info));
	return (unsigned)info.ipi6_ifindex;
}

bool
multicast_came_by(struct msghdr *msg, int family, unsigned index)
{
	struct cmsghdr *c;

	if (family == AF_INET && !SYSTEM_LINUX)
		return true;
	for (c = CMSG_FIRSTHDR(msg); c != NULL; c = CMSG_NXTHDR(msg, c))
		if ((family == AF_INET ? index_of_ipv4(c) : index_of_ipv6(c)) ==
		    index)
			return true;
	return false;
}
