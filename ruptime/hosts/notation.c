/* SPDX-License-Identifier: ISC */
/*
 * How pdsh(1), clush(1), nmap(1) and the like write hosts, where that is no
 * host here, and what does the same.  hostpart.c says so of what can't be one.
 * Pure: no I/O, no clock, no allocation.
 */
#include <sys/socket.h>
#include <netinet/in.h>
#include <arpa/inet.h>
#include <string.h>

#include "ruptime/hosts/notation.h"

#define NAME "a name has letters, digits, - . and _ only"
#define STRICT "for -e only ASCII letters, digits and . _ : % @ -"
#define WHY(strict, hint) ((strict) ? STRICT "; " hint : NAME "; " hint)

/* Whether len bytes of host are of an IPv4 address, as far as they go. */
static bool
is_of_address(const char *host, size_t len)
{
	return len > 0 && strspn(host, "0123456789.") >= len;
}

/* Of a character that some program has a meaning for; NULL: none has. */
static const char *
find_meant(const char *host, size_t at, bool strict)
{
	switch (host[at]) {
	case '^':
		if (at == 0)
			return WHY(strict,
			    "a file of hosts is -f FILE, and in -x it is -x "
			    "\"$(cat FILE)\"");
		/* FALLTHROUGH */
	case '&':
		return WHY(strict, "sets of nodes are for nodeset -f");
	case '!':
		return WHY(strict, "-x HOSTS leaves hosts out");
	case '*':
	case '?':
		if (is_of_address(host, at))
			return WHY(strict, "a network is written 192.0.2.0/24");
		return WHY(strict,
		    "ranges are written node[1-3], and without a host all of "
		    "the hosts file are asked");
	default:
		return NULL;
	}
}

const char *
notation_why(const char *host, size_t at, bool strict)
{
	const char *meant = find_meant(host, at, strict);

	if (meant != NULL)
		return meant;
	if (strict)
		return STRICT;
	switch (host[at]) {
	case '/':
		return "a / in a name: a socket's path begins with one; "
		       "a file of hosts is for -f";
	case '@':
		return "user@host is for -e; " NAME;
	case '(':
	case ')':
	case '{':
	case '}':
		return "a range is written in [ ], as in node[1-3]";
	default:
		return NAME;
	}
}

size_t
notation_find_url(const char *text, size_t len)
{
	const char *at = memmem(text, len, "://", 3);

	return at == NULL ? len : (size_t)(at - text);
}

bool
notation_is_span(const char *host, size_t len)
{
	const char *dash = memchr(host, '-', len);
	char first[INET_ADDRSTRLEN];
	struct in_addr in;

	if (dash == NULL || (size_t)(dash - host) >= sizeof(first))
		return false;
	memcpy(first, host, (size_t)(dash - host));
	first[dash - host] = '\0';
	len -= (size_t)(dash + 1 - host);
	return inet_pton(AF_INET, first, &in) == 1 &&
	    is_of_address(dash + 1, len);
}
