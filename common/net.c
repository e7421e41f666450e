/* SPDX-License-Identifier: ISC */
/*
 * Addresses as people write and read them, and the port of our service.
 * Both programs' options and messages are made of these.  Does no I/O but
 * reading the services database and looking for an interface.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>

#include "common/hostport.h"
#include "common/net.h"
#include "common/proto.h"

static const uint8_t mapped_prefix[12] = { [10] = 0xff, [11] = 0xff };

static void
format_unix(const struct sockaddr_un *un, socklen_t len,
    char buf[static NET_TEXT_MAX])
{
	size_t max = 0;

	if (len > offsetof(struct sockaddr_un, sun_path))
		max = len - offsetof(struct sockaddr_un, sun_path);
	if (max == 0 || un->sun_path[0] == '\0')
		strlcpy(buf, "unix", NET_TEXT_MAX);
	else
		snprintf(buf, NET_TEXT_MAX, "%.*s", (int)max, un->sun_path);
}

const char *
net_format(const struct sockaddr *sa, socklen_t len,
    char buf[static NET_TEXT_MAX])
{
	char host[HOSTPORT_HOST_MAX], port[NI_MAXSERV];

	if (len >= sizeof(sa_family_t) && sa->sa_family == AF_UNIX) {
		format_unix((const void *)sa, len, buf);
		return buf;
	}
	if (getnameinfo(sa, len, host, sizeof(host), port, sizeof(port),
		NI_NUMERICHOST | NI_NUMERICSERV) != 0) {
		strlcpy(buf, "unknown", NET_TEXT_MAX);
		return buf;
	}
	snprintf(buf, NET_TEXT_MAX,
	    strchr(host, ':') != NULL ? "[%s]:%s" : "%s:%s", host, port);
	return buf;
}

/* Copy len bytes of a part; false where it is too long to be one. */
static bool
copy_part(char *to, size_t size, const char *from, size_t len)
{
	if (len >= size)
		return false;
	memcpy(to, from, len);
	to[len] = '\0';
	return true;
}

/* Meant as an IPv4 address, so it has to be one: getaddrinfo(3) would take 4000
 * for 0.0.15.160, and 0x7f.1 for 127.0.0.1. */
static bool
looks_ipv4(const char *host)
{
	struct in_addr in;

	return host[strspn(host, "0123456789.")] == '\0' ||
	    inet_aton(host, &in) == 1;
}

static bool
is_number(const char *text)
{
	return text[strspn(text, "0123456789")] == '\0';
}

static const char *
check_endpoint(const struct net_endpoint *ep, bool ipv6)
{
	struct in_addr in;

	if (ep->host[0] == '\0')
		return ep->port[0] == '\0' ?
		    "the host is empty" :
		    "the host is empty; a port is given by -p";
	if (ep->host[0] == '-')
		return "a host does not begin with \"-\"";
	if (ipv6 && !hostport_is_ipv6(ep->host, strlen(ep->host)))
		return "not an IPv6 address";
	if (is_number(ep->host) && ep->port[0] == '\0')
		return "not an IPv4 address; a port is given by -p";
	if (looks_ipv4(ep->host) && inet_pton(AF_INET, ep->host, &in) != 1)
		return "not an IPv4 address";
	if (strpbrk(ep->host, " \t\r\n[]") != NULL)
		return "a host holds no blanks or brackets";
	return NULL;
}

static bool
split_path(const char *text, struct net_endpoint *ep, const char **why)
{
	struct sockaddr_un un;

	if (strlcpy(ep->host, text, sizeof(ep->host)) < sizeof(un.sun_path))
		return true;
	*why = "the path of a socket is too long";
	return false;
}

bool
net_split(const char *text, struct net_endpoint *ep, const char **why)
{
	static const char *const faults[] = {
		[HOSTPORT_UNCLOSED] = "a \"[\" without its \"]\"",
		[HOSTPORT_BEHIND] = "only \":port\" may follow \"]\"",
	};
	struct hostport hp;

	memset(ep, 0, sizeof(*ep));
	if (text[0] == '/')
		return split_path(text, ep, why);
	*why = faults[hostport_split(&hp, text, strlen(text))];
	if (*why != NULL)
		return false;
	while (hp.port_len > 1 && hp.port[0] == '0') {
		hp.port++;
		hp.port_len--;
	}
	if (!copy_part(ep->host, sizeof(ep->host), hp.host, hp.host_len))
		*why = "the host is too long";
	else if (hp.port != NULL &&
	    (hp.port_len == 0 ||
		!copy_part(ep->port, sizeof(ep->port), hp.port, hp.port_len)))
		*why = "the port is empty or too long";
	else
		*why = check_endpoint(ep, hp.ipv6);
	return *why == NULL;
}

/* Zero what lies beyond the prefix; tell whether anything did. */
static bool
trim(uint8_t addr[static 16], unsigned prefix)
{
	bool trimmed = false;
	unsigned bit;

	for (bit = prefix; bit < 128; bit++) {
		uint8_t mask = (uint8_t)(0x80 >> bit % 8);

		if (addr[bit / 8] & mask) {
			addr[bit / 8] &= (uint8_t)~mask;
			trimmed = true;
		}
	}
	return trimmed;
}

static bool
parse_prefix(const char *text, unsigned max, unsigned *prefix)
{
	size_t len = strlen(text);

	if (len == 0 || len > 3 || strspn(text, "0123456789") != len)
		return false;
	*prefix = (unsigned)strtoul(text, NULL, 10);
	return *prefix <= max;
}

bool
net_parse_cidr(const char *text, struct net_cidr *cidr, const char **why)
{
	char host[INET6_ADDRSTRLEN];
	size_t len = strcspn(text, "/");
	unsigned max;

	memset(cidr, 0, sizeof(*cidr));
	*why = "not an address or network";
	if (!copy_part(host, sizeof(host), text, len))
		return false;
	if (inet_pton(AF_INET, host, &cidr->addr[12]) == 1) {
		memcpy(cidr->addr, mapped_prefix, sizeof(mapped_prefix));
		cidr->ipv4 = true;
	} else if (inet_pton(AF_INET6, host, cidr->addr) != 1)
		return false;
	max = cidr->ipv4 ? 32 : 128;
	cidr->prefix = max;
	if (text[len] == '/' &&
	    !parse_prefix(text + len + 1, max, &cidr->prefix)) {
		*why = cidr->ipv4 ? "the prefix is a number from 0 to 32" :
				    "the prefix is a number from 0 to 128";
		return false;
	}
	if (cidr->ipv4)
		cidr->prefix += 96;
	else
		cidr->ipv4 = cidr->prefix >= 96 &&
		    memcmp(cidr->addr, mapped_prefix, 12) == 0;
	cidr->trimmed = trim(cidr->addr, cidr->prefix);
	return true;
}

bool
net_address_bytes(const struct sockaddr *sa, uint8_t addr[static 16])
{
	if (sa->sa_family == AF_INET) {
		const struct sockaddr_in *in = (const void *)sa;

		memcpy(addr, mapped_prefix, sizeof(mapped_prefix));
		memcpy(addr + 12, &in->sin_addr, 4);
		return true;
	}
	if (sa->sa_family == AF_INET6) {
		const struct sockaddr_in6 *in6 = (const void *)sa;

		memcpy(addr, &in6->sin6_addr, 16);
		return true;
	}
	return false;
}

int
net_port(const char *text, bool allow_zero, const char **why)
{
	size_t len = strlen(text);
	struct servent *entry;
	unsigned long port;

	if (len > 0 && strspn(text, "0123456789") == len) {
		/* Too long a number is the greatest there; zeros are not. */
		port = strtoul(text, NULL, 10);
		if (port <= 65535 && (port > 0 || allow_zero))
			return (int)port;
		*why = allow_zero ? "a port is a number from 0 to 65535" :
				    "a port is a number from 1 to 65535";
		return -1;
	}
	entry = len > 0 ? getservbyname(text, "tcp") : NULL;
	if (entry != NULL && entry->s_port != 0)
		return ntohs((uint16_t)entry->s_port);
	*why = entry != NULL ? "its port in the services database is 0" :
			       "neither a number nor in the services database";
	return -1;
}

int
net_service_port(bool *fallback)
{
	const char *why;
	int port = net_port(PROTO_SERVICE, false, &why);

	*fallback = port == -1;
	return *fallback ? PROTO_PORT : port;
}

/* The zone of host, an IPv6 address, which is put into in6; NULL where there is
 * none. */
static const char *
find_zone(const char *host, struct in6_addr *in6)
{
	char address[INET6_ADDRSTRLEN];
	const char *zone = strchr(host, '%');

	if (zone == NULL ||
	    !copy_part(address, sizeof(address), host, (size_t)(zone - host)) ||
	    inet_pton(AF_INET6, address, in6) != 1)
		return NULL;
	return zone + 1;
}

/* 0 stands for none, which the kernel judges. */
static bool
is_interface(unsigned long index)
{
	char name[IF_NAMESIZE];

	return index == 0 ||
	    (index <= UINT_MAX &&
		if_indextoname((unsigned)index, name) != NULL);
}

const char *
net_missing_zone(const char *host)
{
	struct in6_addr in6;
	const char *zone = find_zone(host, &in6);

	if (zone == NULL)
		return NULL;
	if (is_number(zone))
		return is_interface(strtoul(zone, NULL, 10)) ? NULL : zone;
	return if_nametoindex(zone) != 0 ? NULL : zone;
}

bool
net_has_needless_zone(const char *host)
{
	struct in6_addr in6;

	return find_zone(host, &in6) != NULL && !IN6_IS_ADDR_LINKLOCAL(&in6) &&
	    !IN6_IS_ADDR_MC_LINKLOCAL(&in6);
}

const char *
net_gai_reason(int error)
{
	return error == EAI_SYSTEM ? strerror(errno) : gai_strerror(error);
}
