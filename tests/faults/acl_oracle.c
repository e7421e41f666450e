/* SPDX-License-Identifier: ISC */
/*
 * For the fault campaign: reads lines "network address" and prints for each
 * whether ruptimed -A network would let that address ask, by the daemon's own
 * parser and list.
 */
#include <arpa/inet.h>
#include <err.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "common/net.h"
#include "ruptimed/acl.h"

/* The bytes of the address as accept(2) would give it. */
static void
read_address(const char *text, uint8_t addr[static 16])
{
	struct sockaddr_storage sa = { .ss_family = AF_INET };
	struct sockaddr_in *in = (struct sockaddr_in *)&sa;
	struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&sa;

	if (inet_pton(AF_INET, text, &in->sin_addr) != 1) {
		sa.ss_family = AF_INET6;
		if (inet_pton(AF_INET6, text, &in6->sin6_addr) != 1)
			errx(2, "%s: not an address", text);
	}
	if (!net_address_bytes((const void *)&sa, addr))
		errx(2, "%s: has no bytes", text);
}

int
main(void)
{
	char network[64], address[64];
	struct net_cidr cidr;
	uint8_t addr[16];
	struct acl acl;
	const char *why;

	while (scanf("%63s %63s", network, address) == 2) {
		if (!net_parse_cidr(network, &cidr, &why))
			errx(2, "%s: %s", network, why);
		acl_init(&acl);
		acl_add(&acl, cidr.addr, cidr.prefix, cidr.ipv4);
		read_address(address, addr);
		puts(acl_allows(&acl, addr) ? "allow" : "deny");
	}
	return 0;
}
