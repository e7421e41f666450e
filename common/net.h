/* SPDX-License-Identifier: ISC */
/* Addresses as people write and read them, and the port of our service. */
#ifndef COMMON_NET_H
#define COMMON_NET_H

#include <netdb.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

#include "common/hostport.h"

/* Holds any result of net_format(): a path, or "[v6%zone]:port". */
enum { NET_TEXT_MAX = 128 };

/* A network: an IPv4 one is held as its IPv4-mapped IPv6 form. */
struct net_cidr {
	uint8_t addr[16]; /* bits beyond prefix are 0 */
	unsigned prefix;  /* 0 to 128; IPv4's is 96 to 128 */
	bool ipv4;
	bool trimmed; /* bits beyond the prefix were given, ignored */
};

/* An endpoint as given by the user, split in two; both are NUL-terminated. */
struct net_endpoint {
	char host[HOSTPORT_HOST_MAX]; /* no brackets; a path begins with / */
	char port[NI_MAXSERV];        /* "" where none was given */
};

/*
 * "127.0.0.1:4000", "[::1]:4000" or "/run/sock" of an address; "unix" for an
 * unnamed AF_UNIX peer.  Never fails: an unknown family gives "unknown".
 * Returns buf.
 */
const char *net_format(const struct sockaddr *sa, socklen_t len,
    char buf[static NET_TEXT_MAX]);

/*
 * Split "name", "name:port", "v4:port", "v6", "[v6]:port", "[v6]" or "/path".
 * A text with two or more colons and no brackets is a bare IPv6 address.
 * False where it is none of these, with *why set to a static reason.
 */
bool net_split(const char *text, struct net_endpoint *ep, const char **why);

/*
 * Parse "address/prefix" or "address" (all of its bits count).  An
 * IPv4-mapped address with a prefix of 96 or more is the IPv4 network.
 * False where it is neither, with *why set to a static reason.
 */
bool net_parse_cidr(const char *text, struct net_cidr *cidr, const char **why);

/* The bytes of an AF_INET or AF_INET6 address, IPv4 in its mapped form.
 * False for any other family. */
bool net_address_bytes(const struct sockaddr *sa, uint8_t addr[static 16]);

/*
 * A port by number (0 to 65535, 0 only where allow_zero) or by service name,
 * looked up as getservbyname(3) does for tcp.  Returns -1 where it is neither,
 * with *why set to a static reason.
 */
int net_port(const char *text, bool allow_zero, const char **why);

/*
 * The port of PROTO_SERVICE; PROTO_PORT, and *fallback set, where the
 * services database has no entry.
 */
int net_service_port(bool *fallback);

/* The zone of host, an IPv6 address with "%zone", that no interface of this
 * machine has, by its name or its index; else NULL. */
const char *net_missing_zone(const char *host);

/* Whether host is an IPv6 address with a zone though it is not link-local: C
 * libraries take none there. */
bool net_has_needless_zone(const char *host);

/* The reason of a failed getaddrinfo(3), strerror(errno) for EAI_SYSTEM. */
const char *net_gai_reason(int error);

#endif
