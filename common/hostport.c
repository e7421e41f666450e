/* SPDX-License-Identifier: ISC */
/*
 * A host and perhaps its port: the one place that takes them apart.  net.c asks
 * for -l of ruptimed, hostpart.c for hosts that ruptime is given, fold.c for
 * those that it folds, memory.c for what it remembers hosts by.
 * Pure: no I/O, no clock, no allocation.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include "common/hostport.h"

static void
set_port(struct hostport *hp, const char *colon, const char *end)
{
	hp->port = colon + 1;
	hp->port_len = (size_t)(end - hp->port);
}

enum hostport_fault
hostport_split(struct hostport *hp, const char *text, size_t len)
{
	const char *end = text + len, *colon = memchr(text, ':', len);

	*hp = (struct hostport){ .host = text, .host_len = len };
	if (len > 0 && text[0] == '[') {
		const char *close = memchr(text, ']', len);

		if (close == NULL)
			return HOSTPORT_UNCLOSED;
		hp->bracketed = hp->ipv6 = true;
		hp->host = text + 1;
		hp->host_len = (size_t)(close - hp->host);
		if (close + 1 == end)
			return HOSTPORT_GOOD;
		if (close[1] != ':')
			return HOSTPORT_BEHIND;
		set_port(hp, close + 1, end);
	} else if (colon != NULL) {
		hp->ipv6 =
		    memchr(colon + 1, ':', (size_t)(end - colon - 1)) != NULL;
		if (hp->ipv6)
			return HOSTPORT_GOOD;
		hp->host_len = (size_t)(colon - text);
		set_port(hp, colon, end);
	}
	return HOSTPORT_GOOD;
}

const char *
hostport_at(char buf[static HOSTPORT_TEXT_MAX], const char *text, uint16_t port,
    uint16_t usual)
{
	const bool bare = port == usual;
	const char *open = "", *close = "";
	struct hostport hp;

	if (text[0] == '/' || port == 0 ||
	    hostport_split(&hp, text, strlen(text)) != HOSTPORT_GOOD ||
	    hp.host_len >= HOSTPORT_HOST_MAX ||
	    (bare && hp.port == NULL && !hp.bracketed))
		return text;
	if (bare) {
		memcpy(buf, hp.host, hp.host_len);
		buf[hp.host_len] = '\0';
		return buf;
	}
	if (hp.ipv6) {
		open = "[";
		close = "]";
	}
	snprintf(buf, HOSTPORT_TEXT_MAX, "%s%.*s%s:%u", open, (int)hp.host_len,
	    hp.host, close, (unsigned)port);
	return strcmp(buf, text) == 0 ? text : buf;
}

bool
hostport_is_ipv6(const char *host, size_t len)
{
	const char *zone = memchr(host, '%', len);
	char text[INET6_ADDRSTRLEN] = "";
	struct in6_addr in6;

	if (zone != NULL)
		len = (size_t)(zone - host);
	if (len < sizeof(text))
		memcpy(text, host, len);
	return inet_pton(AF_INET6, text, &in6) == 1;
}
