/* SPDX-License-Identifier: ISC */
/* The addresses of one host.  query.c fills them, and attempt.c tries them. */
#include <stdlib.h>
#include <string.h>

#include "ruptime/ask/addresses.h"

int
addresses_from_list(struct addresses *as, struct addrinfo *list)
{
	addresses_reset(as);
	as->v = dial_order(list, &as->count);
	freeaddrinfo(list);
	return as->v != NULL ? 0 : -1;
}

int
addresses_from_path(struct addresses *as, const char *path)
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

const char *
addresses_host(const struct dial_address *a, char buf[static NET_TEXT_MAX])
{
	if (a->u.sa.sa_family == AF_UNIX)
		strlcpy(buf, a->u.un.sun_path, NET_TEXT_MAX);
	else if (getnameinfo(&a->u.sa, a->len, buf, NET_TEXT_MAX, NULL, 0,
		     NI_NUMERICHOST) != 0)
		strlcpy(buf, "?", NET_TEXT_MAX);
	return buf;
}
