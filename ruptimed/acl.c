/* SPDX-License-Identifier: ISC */
/*
 * Who may ask: a list of networks that dispatcher.c holds each client against.
 * Pure: no I/O, no clock, no allocation.
 */
#include <string.h>

#include "ruptimed/acl.h"

/* The first bytes of an IPv4-mapped address, and an IPv4 network as such. */
#define MAPPED 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff
#define IPV4_NET(bits, ...)                                             \
	{                                                               \
		.addr = { MAPPED, __VA_ARGS__ }, .prefix = 96 + (bits), \
		.ipv4 = true                                            \
	}

static const uint8_t mapped[12] = { MAPPED };

static const struct acl_net local_nets[] = {
	IPV4_NET(8, 127),
	IPV4_NET(8, 10),
	IPV4_NET(12, 172, 16),
	IPV4_NET(16, 192, 168),
	IPV4_NET(16, 169, 254),
	{ .addr = { [15] = 1 }, .prefix = 128 },
	{ .addr = { 0xfe, 0x80 }, .prefix = 10 },
	{ .addr = { 0xfc }, .prefix = 7 },
};

void
acl_init(struct acl *acl)
{
	acl->count = 0;
	acl->local = false;
}

bool
acl_add(struct acl *acl, const uint8_t addr[static 16], unsigned prefix,
    bool ipv4)
{
	struct acl_net *net = &acl->nets[acl->count];

	if (acl->count == ACL_MAX)
		return false;
	memcpy(net->addr, addr, 16);
	net->prefix = (uint8_t)prefix;
	net->ipv4 = ipv4;
	acl->count++;
	return true;
}

void
acl_add_any(struct acl *acl)
{
	static const uint8_t v4[16] = { MAPPED }, v6[16];

	/* The two are all there is, so the list can't be full. */
	acl_init(acl);
	acl_add(acl, v4, 96, true);
	acl_add(acl, v6, 0, false);
}

bool
acl_add_local(struct acl *acl)
{
	size_t i;

	acl->local = true;
	for (i = 0; i < sizeof(local_nets) / sizeof(local_nets[0]); i++)
		if (!acl_add(acl, local_nets[i].addr, local_nets[i].prefix,
			local_nets[i].ipv4))
			return false;
	return true;
}

static bool
net_holds(const struct acl_net *net, const uint8_t addr[static 16])
{
	size_t whole = net->prefix / 8;
	unsigned rest = net->prefix % 8;

	if (memcmp(net->addr, addr, whole) != 0)
		return false;
	return rest == 0 || (net->addr[whole] ^ addr[whole]) >> (8 - rest) == 0;
}

bool
acl_allows(const struct acl *acl, const uint8_t addr[static 16])
{
	bool ipv4 = memcmp(addr, mapped, sizeof(mapped)) == 0;
	size_t i;

	for (i = 0; i < acl->count; i++)
		if (acl->nets[i].ipv4 == ipv4 && net_holds(&acl->nets[i], addr))
			return true;
	return false;
}

bool
acl_allows_ourselves(const struct acl *acl, const uint8_t addr[static 16],
    const uint8_t own[static 16])
{
	return acl->local && memcmp(addr, own, 16) == 0;
}
