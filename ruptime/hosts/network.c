/* SPDX-License-Identifier: ISC */
/*
 * A network as people write it, and the addresses in it.  source.c reads them,
 * sources.c has them expanded, and sourcelist.c asks whether a host is in one.
 * Pure: no I/O, no clock, no allocation.
 */
#include <arpa/inet.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ruptime/hosts/network.h"

static bool
network_fail(struct network *n, size_t at, const char *why)
{
	n->at = at;
	n->why = why;
	return false;
}

/* Take the zone out of the address of len bytes; what is left is in buf. */
static bool
network_take_zone(struct network *n, char *buf, size_t len)
{
	const char *zone = memchr(buf, '%', len);
	size_t left, i;

	if (zone == NULL)
		return true;
	left = (size_t)(buf + len - zone) - 1;
	if (left == 0)
		return network_fail(n, len - 1, "no interface after the %");
	if (left >= sizeof(n->zone))
		return network_fail(n, len - left,
		    "too long for the name of an interface");
	for (i = len - left; i < len; i++)
		if ((unsigned char)buf[i] <= ' ' || buf[i] == 0x7f ||
		    strchr("/:%[]@,#", buf[i]) != NULL)
			return network_fail(n, i, "no name of an interface");
	memcpy(n->zone, zone + 1, left);
	n->zone[left] = '\0';
	memmove(buf + len - left - 1, buf + len, strlen(buf + len) + 1);
	return true;
}

/* How many addresses of it are hosts. */
static uint64_t
network_count(const struct net_cidr *net)
{
	unsigned bits = 128 - net->prefix;

	if (bits >= 64)
		return UINT64_MAX;
	return (UINT64_C(1) << bits) - (net->ipv4 && bits > 1 ? 2 : 0);
}

bool
network_parse(struct network *n, const char *text, size_t len)
{
	char buf[NETWORK_TEXT_MAX + 8];
	const char *slash = memchr(text, '/', len), *why;
	size_t host = slash == NULL ? len : (size_t)(slash - text), digits;

	memset(n, 0, sizeof(*n));
	if (slash == NULL || host >= NETWORK_TEXT_MAX ||
	    memchr(text, '\0', len) != NULL)
		return network_fail(n, 0, "not an address/prefix");
	if (len - host >= 8)
		return network_fail(n, host + 1,
		    memchr(text + host, '.', len - host) != NULL ?
			"a prefix like /24 is needed, not a netmask" :
			"too long for a prefix");
	memcpy(buf, text, len);
	buf[len] = '\0';
	if (!network_take_zone(n, buf, host))
		return false;
	if (net_parse_cidr(buf, &n->net, &why)) {
		if (n->net.ipv4 && n->zone[0] != '\0')
			return network_fail(n, strcspn(text, "%"),
			    "an IPv4 network has no interface");
		n->count = network_count(&n->net);
		return true;
	}
	digits = strspn(text, "0123456789abcdefABCDEF:.");
	if (why != NULL && strstr(why, "prefix") != NULL)
		return network_fail(n, host + 1, why);
	return network_fail(n,
	    digits < host && text[digits] != '%' ? digits : 0,
	    "not an address before the /");
}

const char *
network_excess(const struct network *n, char *buf, size_t size)
{
	if (n->count <= NETWORK_HOSTS_MAX)
		return NULL;
	if (n->count < UINT64_C(1) << 32)
		snprintf(buf, size, "%" PRIu64 " hosts, and %d are the most",
		    n->count, NETWORK_HOSTS_MAX);
	else
		snprintf(buf, size, "2^%u hosts, and %d are the most",
		    128 - n->net.prefix, NETWORK_HOSTS_MAX);
	return buf;
}

bool
network_lacks_zone(const struct network *n)
{
	const uint8_t *addr = n->net.addr;

	return n->zone[0] == '\0' && addr[0] == 0xfe &&
	    (addr[1] & 0xc0) == 0x80;
}

const char *
network_get(const struct network *n, uint64_t i,
    char buf[static NETWORK_TEXT_MAX])
{
	unsigned bits = 128 - n->net.prefix;
	uint8_t addr[16];
	int byte;

	memcpy(addr, n->net.addr, sizeof(addr));
	if (n->net.ipv4 && bits > 1)
		i++;
	for (byte = 15; byte >= 0 && i > 0; byte--, i >>= 8)
		addr[byte] |= (uint8_t)i;
	if (n->net.ipv4)
		inet_ntop(AF_INET, addr + 12, buf, NETWORK_TEXT_MAX);
	else
		inet_ntop(AF_INET6, addr, buf, NETWORK_TEXT_MAX);
	if (n->zone[0] != '\0') {
		strlcat(buf, "%", NETWORK_TEXT_MAX);
		strlcat(buf, n->zone, NETWORK_TEXT_MAX);
	}
	return buf;
}

bool
network_read_address(struct network_address *a, const char *text)
{
	char buf[NETWORK_TEXT_MAX];
	size_t len = strcspn(text, "%");
	const char *why;

	if (len >= sizeof(buf))
		return false;
	memcpy(buf, text, len);
	buf[len] = '\0';
	a->zone = text[len] == '%' ? text + len + 1 : NULL;
	return strchr(buf, '/') == NULL && net_parse_cidr(buf, &a->net, &why);
}

bool
network_holds(const struct network *n, const struct network_address *a)
{
	const unsigned bytes = n->net.prefix / 8, bits = n->net.prefix % 8;

	if (a->net.ipv4 != n->net.ipv4 ||
	    memcmp(a->net.addr, n->net.addr, bytes) != 0)
		return false;
	if (bits > 0 &&
	    (a->net.addr[bytes] ^ n->net.addr[bytes]) >> (8 - bits) != 0)
		return false;
	return n->zone[0] == '\0' ||
	    (a->zone != NULL && strcmp(a->zone, n->zone) == 0);
}

bool
network_has(const struct network *n, const char *host)
{
	struct network_address a;

	return network_read_address(&a, host) && network_holds(n, &a);
}
