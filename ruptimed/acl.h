/* SPDX-License-Identifier: ISC */
/* Who may ask: a list of networks. */
#ifndef RUPTIMED_ACL_H
#define RUPTIMED_ACL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ACL_MAX = 256 };

/*
 * Addresses are 16 bytes, IPv4 in its IPv4-mapped form (RFC 4291 section
 * 2.5.5.2), so that a mapped client is judged as the IPv4 client that it is.
 */
struct acl_net {
	uint8_t addr[16]; /* bits beyond the prefix are 0 */
	uint8_t prefix;   /* 0 to 128; of an IPv4 network 96 to 128 */
	bool ipv4;        /* an IPv6 network, even ::/0, holds no IPv4 */
};

struct acl {
	bool local; /* acl_add_local() was called */
	size_t count;
	struct acl_net nets[ACL_MAX];
};

/* An empty list: nobody may ask. */
void acl_init(struct acl *acl);

/* Allow one more network.  False where the list is full. */
bool acl_add(struct acl *acl, const uint8_t addr[static 16], unsigned prefix,
    bool ipv4);

/* Allow everybody. */
void acl_add_any(struct acl *acl);

/*
 * Allow loopback, private, link-local and unique-local networks: RFC 1122
 * section 3.2.1.3, RFC 1918, RFC 3927, RFC 4291 sections 2.5.3 and 2.5.6,
 * RFC 4193; and ourselves.  False where the list is full.
 */
bool acl_add_local(struct acl *acl);

bool acl_allows(const struct acl *acl, const uint8_t addr[static 16]);

/* Whether who has connected from addr to own, an address of ours, may ask since
 * that is this machine: any of its addresses is as local as loopback. */
bool acl_allows_ourselves(const struct acl *acl, const uint8_t addr[static 16],
    const uint8_t own[static 16]);

#endif
