/* SPDX-License-Identifier: ISC */
/*
 * The addresses to listen on.  options.c makes the list, bindall.c goes through
 * it.
 */
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>

#include "ruptimed/bindlist.h"

static bool
is_same(const struct bindlist_address *a, const struct sockaddr *sa,
    socklen_t len, const char *name)
{
	if (a->len != len || memcmp(&a->sa, sa, len) != 0)
		return false;
	return name == NULL ? a->name == NULL :
			      a->name != NULL && strcmp(a->name, name) == 0;
}

/* name is NULL for an address. */
static int
add(struct bindlist *list, const struct sockaddr *sa, socklen_t len,
    const char *name)
{
	struct bindlist_address *grown;
	char *copy = NULL;
	size_t i;

	for (i = 0; i < list->count; i++)
		if (is_same(&list->v[i], sa, len, name))
			return 0;
	if (name != NULL && (copy = strdup(name)) == NULL)
		return -1;
	grown = reallocarray(list->v, list->count + 1, sizeof(*grown));
	if (grown == NULL) {
		free(copy);
		return -1;
	}
	list->v = grown;
	memset(&grown[list->count], 0, sizeof(*grown));
	memcpy(&grown[list->count].sa, sa, len);
	grown[list->count].name = copy;
	grown[list->count++].len = len;
	return 0;
}

int
bindlist_add_path(struct bindlist *list, const char *path)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };

	if (strlcpy(un.sun_path, path, sizeof(un.sun_path)) >=
	    sizeof(un.sun_path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	return add(list, (const void *)&un, sizeof(un), NULL);
}

/* An IPv4-mapped address is the IPv4 one: none of our sockets is of both
 * families. */
static int
add_found(struct bindlist *list, const struct addrinfo *ai, const char *name)
{
	struct sockaddr_in in = { .sin_family = AF_INET };
	const struct sockaddr_in6 *in6 = (const void *)ai->ai_addr;

	if (ai->ai_family != AF_INET6 || !IN6_IS_ADDR_V4MAPPED(&in6->sin6_addr))
		return add(list, ai->ai_addr, ai->ai_addrlen, name);
	in.sin_port = in6->sin6_port;
	memcpy(&in.sin_addr, &in6->sin6_addr.s6_addr[12], sizeof(in.sin_addr));
	return add(list, (const void *)&in, sizeof(in), name);
}

int
bindlist_add_host(struct bindlist *list, const char *host, int port, int family)
{
	struct addrinfo hints = { .ai_family = family,
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_PASSIVE | AI_NUMERICSERV | AI_NUMERICHOST };
	const char *name = NULL;
	struct addrinfo *found, *ai;
	char service[NI_MAXSERV];
	int error;

	snprintf(service, sizeof(service), "%d", port);
	error = getaddrinfo(host, service, &hints, &found);
	if (error == EAI_NONAME) {
		name = host;
		hints.ai_flags &= ~AI_NUMERICHOST;
		error = getaddrinfo(host, service, &hints, &found);
	}
	if (error != 0)
		return error;
	for (ai = found; ai != NULL && error == 0; ai = ai->ai_next)
		if (add_found(list, ai, name) == -1)
			error = EAI_MEMORY;
	freeaddrinfo(found);
	return error;
}

void
bindlist_reset(struct bindlist *list)
{
	while (list->count > 0)
		free(list->v[--list->count].name);
	free(list->v);
	*list = (struct bindlist){ .count = 0 };
}
