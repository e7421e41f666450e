/* SPDX-License-Identifier: ISC */
/* A host and perhaps its port, as people write them. */
#ifndef COMMON_HOSTPORT_H
#define COMMON_HOSTPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Holds any host, its NUL included.  netdb.h has NI_MAXHOST for that, which is
 * as much with glibc and a quarter of it with others. */
enum { HOSTPORT_HOST_MAX = 1025, HOSTPORT_TEXT_MAX = HOSTPORT_HOST_MAX + 8 };

/* Views of the text that was split; none is terminated. */
struct hostport {
	const char *host; /* without brackets */
	size_t host_len;
	const char *port; /* behind its colon, to the end of text; NULL: none */
	size_t port_len;
	bool bracketed;
	bool ipv6; /* the host is meant as an IPv6 address */
};

enum hostport_fault {
	HOSTPORT_GOOD,
	HOSTPORT_UNCLOSED, /* "[" without its "]" */
	HOSTPORT_BEHIND    /* something other than ":port" behind the "]" */
};

/*
 * Split the len bytes of text: "name", "name:port", "v4:port", "v6", "[v6]" or
 * "[v6]:port", where v6 may have a zone.  With two or more colons and no
 * brackets it is an IPv6 address, and all of it.  What the parts are is for the
 * caller to judge: each may be empty, or anything.
 */
enum hostport_fault hostport_split(struct hostport *hp, const char *text,
    size_t len);

/*
 * The host of text with port behind it in place of what it names there, and
 * with none where port is the usual one.  A path stays as it is, and so does a
 * host whose port is 0.  Returns text where that says the same, else buf.
 */
const char *hostport_at(char buf[static HOSTPORT_TEXT_MAX], const char *text,
    uint16_t port, uint16_t usual);

/* Whether the len bytes of host are an IPv6 address, whatever the zone. */
bool hostport_is_ipv6(const char *host, size_t len);

#endif
