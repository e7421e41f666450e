/* SPDX-License-Identifier: ISC */
/* The addresses of one host.  query.c fills them, and attempt.c tries them. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/decimal.h"
#include "ruptime/ask/addresses.h"
#include "ruptime/hosts/targets.h"
#include "ruptime/reply/verdict.h"

int
addresses_from_list(struct addresses *as, struct addrinfo *list)
{
	addresses_reset(as);
	as->v = dial_order(list, &as->count);
	freeaddrinfo(list);
	return as->v != NULL ? 0 : -1;
}

/* The one of a socket at path. */
static int
from_path(struct addresses *as, const char *path)
{
	struct sockaddr_un *un;

	addresses_reset(as);
	as->v = calloc(1, sizeof(*as->v));
	if (as->v == NULL)
		return -1;
	un = &as->v[0].u.un;
	un->sun_family = AF_UNIX;
	strlcpy(un->sun_path, path, sizeof(un->sun_path));
	as->v[0].len = sizeof(*un);
	as->count = 1;
	return 0;
}

int
addresses_from_numbers(struct addresses *as, const char *host, const char *port,
    int family)
{
	struct addrinfo hints = {
		.ai_family = family,
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
	};
	struct addrinfo *list;

	if (getaddrinfo(host, port, &hints, &list) != 0)
		return 0;
	return addresses_from_list(as, list) == 0 ? 1 : -1;
}

/* Those that a source has found with it. */
static int
from_found(struct addresses *as, const union found_address *found, size_t count,
    int family)
{
	struct dial_address *a;
	size_t i;

	addresses_reset(as);
	as->v = calloc(count, sizeof(*as->v));
	if (as->v == NULL)
		return -1;
	for (i = 0; i < count; i++) {
		if (family != AF_UNSPEC && found[i].sa.sa_family != family)
			continue;
		a = &as->v[as->count++];
		if (found[i].sa.sa_family == AF_INET6) {
			a->u.in6 = found[i].in6;
			a->len = sizeof(a->u.in6);
		} else {
			a->u.in = found[i].in;
			a->len = sizeof(a->u.in);
		}
	}
	return as->count > 0 ? 1 : 0;
}

int
addresses_known(struct addresses *as, const struct target *t, int family)
{
	if (t->address_count > 0)
		return from_found(as, t->addresses, t->address_count, family);
	if (t->host[0] == '/')
		return from_path(as, t->host) == 0 ? 1 : -1;
	return addresses_from_numbers(as, t->host, t->port, family);
}

/* What is an address at all, is one of the other family; IPv4-mapped ones are
 * of both. */
static const char *
other_family(const char *host, int family)
{
	struct in_addr in;

	if (family == AF_INET && strchr(host, ':') != NULL)
		return "IPv6, and -4 was given";
	if (family == AF_INET6 && inet_pton(AF_INET, host, &in) == 1)
		return "IPv4, and -6 was given";
	return NULL;
}

bool
addresses_refuse(const struct addresses *as, const char *host, int family,
    struct verdict *verdict, bool *lasts)
{
	const char *why = as->count == 0 ? other_family(host, family) : NULL;
	const char *zone = net_missing_zone(host);

	*lasts = zone == NULL || why != NULL;
	if (why != NULL)
		verdict_set(verdict, STATE_UNKNOWN_HOST, "%s", why);
	else if (zone != NULL)
		verdict_set(verdict, STATE_UNREACHABLE,
		    "this machine has no interface %s", zone);
	else if (as->count == 0 && net_has_needless_zone(host))
		verdict_set(verdict, STATE_UNREACHABLE,
		    "only a link-local address has an interface");
	else
		return false;
	return true;
}

const char *
addresses_reason(const struct dial_address *a, int error)
{
	if (error == EINVAL && a->u.sa.sa_family == AF_INET6 &&
	    a->u.in6.sin6_scope_id == 0 &&
	    IN6_IS_ADDR_LINKLOCAL(&a->u.in6.sin6_addr))
		return "a link-local address needs its interface, as in "
		       "fe80::1%eth0";
	return strerror(error);
}

void
addresses_remove(struct addresses *as, size_t index)
{
	as->count--;
	memmove(&as->v[index], &as->v[index + 1],
	    (as->count - index) * sizeof(as->v[0]));
}

void
addresses_move(struct addresses *to, struct addresses *from)
{
	addresses_reset(to);
	*to = *from;
	*from = (struct addresses){ 0 };
}

void
addresses_reset(struct addresses *as)
{
	free(as->v);
	*as = (struct addresses){ 0 };
}

const char *
addresses_name(const struct dial_address *a, char buf[static NET_TEXT_MAX])
{
	return net_format(&a->u.sa, a->len, buf);
}

static void
write_ipv4(char *to, const struct in_addr *in)
{
	const unsigned char *byte = (const unsigned char *)&in->s_addr;
	size_t i;

	for (i = 0; i < sizeof(in->s_addr); i++) {
		if (i > 0)
			*to++ = '.';
		to = decimal_put(to, byte[i]);
	}
	*to = '\0';
}

const char *
addresses_host(const struct dial_address *a, char buf[static NET_TEXT_MAX])
{
	if (a->u.sa.sa_family == AF_UNIX)
		strlcpy(buf, a->u.un.sun_path, NET_TEXT_MAX);
	else if (a->u.sa.sa_family == AF_INET)
		write_ipv4(buf, &a->u.in.sin_addr);
	else if (getnameinfo(&a->u.sa, a->len, buf, NET_TEXT_MAX, NULL, 0,
		     NI_NUMERICHOST) != 0)
		strlcpy(buf, "?", NET_TEXT_MAX);
	return buf;
}
