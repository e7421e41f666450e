/* SPDX-License-Identifier: ISC */
/*
 * Addresses under libFuzzer. The input is taken as a text, to be an endpoint,
 * a network and a port, and as the bytes of a socket address. Whatever is
 * taken must come back the same when it is written out and given again. The
 * services database is the fuzzer's own.
 */
#include <sys/socket.h>
#include <sys/un.h>
#include <arpa/inet.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/hostport.h"
#include "common/net.h"
#include "tests/fuzz/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct servent *
getservbyname(const char *name, const char *proto)
{
	static struct servent entry;

	CHECK(strcmp(proto, "tcp") == 0);
	entry.s_port = htons(4711);
	return name[0] == 'r' ? &entry : NULL;
}

static void
check_same_endpoint(const struct net_endpoint *ep)
{
	char text[NI_MAXHOST + NI_MAXSERV + 4];
	struct net_endpoint again;
	const char *why;

	snprintf(text, sizeof(text),
	    strchr(ep->host, ':') != NULL ? "[%s]%s%s" : "%s%s%s", ep->host,
	    ep->port[0] != '\0' ? ":" : "", ep->port);
	CHECK(net_split(text, &again, &why));
	CHECK(strcmp(again.host, ep->host) == 0);
	CHECK(strcmp(again.port, ep->port) == 0);
}

static void
check_endpoint_of(const char *text)
{
	struct net_endpoint ep;
	struct sockaddr_un un;
	const char *why = NULL;

	if (!net_split(text, &ep, &why)) {
		CHECK(why != NULL && why[0] != '\0');
		return;
	}
	CHECK(memchr(ep.host, '\0', sizeof(ep.host)) != NULL);
	CHECK(memchr(ep.port, '\0', sizeof(ep.port)) != NULL);
	CHECK(ep.host[0] != '\0' && ep.host[0] != '-');
	if (text[0] == '/') {
		CHECK(strcmp(text, ep.host) == 0 && ep.port[0] == '\0');
		CHECK(strlen(ep.host) < sizeof(un.sun_path));
		return;
	}
	CHECK(strpbrk(ep.host, " \t\r\n[]") == NULL);
	check_same_endpoint(&ep);
}

static bool
is_mapped(const struct net_cidr *cidr)
{
	static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };

	return cidr->prefix >= 96 && memcmp(cidr->addr, mapped, 12) == 0;
}

static void
check_same_cidr(const char *addr, unsigned prefix, const struct net_cidr *cidr)
{
	char text[INET6_ADDRSTRLEN + 8];
	struct net_cidr again;
	const char *why;

	snprintf(text, sizeof(text), "%s/%u", addr, prefix);
	CHECK(net_parse_cidr(text, &again, &why));
	CHECK(memcmp(again.addr, cidr->addr, 16) == 0);
	CHECK(again.prefix == cidr->prefix && again.ipv4 == cidr->ipv4);
	CHECK(!again.trimmed);
}

static void
check_cidr_of(const char *text)
{
	char addr[INET6_ADDRSTRLEN];
	struct net_cidr cidr;
	const char *why = NULL;
	unsigned bit;

	if (!net_parse_cidr(text, &cidr, &why)) {
		CHECK(why != NULL && why[0] != '\0');
		return;
	}
	CHECK(cidr.prefix <= 128 && cidr.ipv4 == is_mapped(&cidr));
	for (bit = cidr.prefix; bit < 128; bit++)
		CHECK((cidr.addr[bit / 8] << bit % 8 & 0x80) == 0);
	inet_ntop(AF_INET6, cidr.addr, addr, sizeof(addr));
	check_same_cidr(addr, cidr.prefix, &cidr);
	if (!cidr.ipv4)
		return;
	inet_ntop(AF_INET, &cidr.addr[12], addr, sizeof(addr));
	check_same_cidr(addr, cidr.prefix - 96, &cidr);
}

static void
check_port_of(const char *text)
{
	const char *why = NULL, *why_too = NULL;
	int any = net_port(text, true, &why);
	int port = net_port(text, false, &why_too);

	CHECK(any >= -1 && any <= 65535);
	CHECK(any == -1 || any == 4711 || any == atoi(text));
	CHECK(port == (any == 0 ? -1 : any));
	CHECK(any != -1 || (why != NULL && why[0] != '\0'));
	CHECK(port != -1 || (why_too != NULL && why_too[0] != '\0'));
}

/* An internet address without a zone can be given back. */
static void
check_shown(const char *text, const struct sockaddr *sa)
{
	struct net_endpoint ep;
	struct net_cidr cidr;
	uint8_t addr[16];
	const char *why;

	CHECK(net_split(text, &ep, &why));
	if (strchr(ep.host, '%') != NULL)
		return;
	CHECK(net_parse_cidr(ep.host, &cidr, &why) && cidr.prefix == 128);
	CHECK(net_address_bytes(sa, addr));
	CHECK(memcmp(addr, cidr.addr, 16) == 0);
}

static void
check_format_of(const uint8_t *data, size_t size)
{
	struct sockaddr_storage sa;
	socklen_t len = (socklen_t)(size < sizeof(sa) ? size : sizeof(sa));
	char text[NET_TEXT_MAX];

	memset(&sa, 0, sizeof(sa));
	memcpy(&sa, data, len);
	memset(text, 'x', sizeof(text));
	CHECK(net_format((const void *)&sa, len, text) == text);
	CHECK(memchr(text, '\0', sizeof(text)) != NULL && text[0] != '\0');
	if ((sa.ss_family == AF_INET && len >= sizeof(struct sockaddr_in)) ||
	    (sa.ss_family == AF_INET6 && len >= sizeof(struct sockaddr_in6)))
		check_shown(text, (const void *)&sa);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = calloc(size + 1, 1);

	CHECK(text != NULL);
	memcpy(text, data, size);
	check_endpoint_of(text);
	check_cidr_of(text);
	check_port_of(text);
	check_format_of(data, size);
	free(text);
	return 0;
}
