/* SPDX-License-Identifier: ISC */
/*
 * The addresses to listen on.  options.c makes the list, listener.c goes
 * through it.
 */
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>

#include "ruptimed/bindlist.h"

static int
add(struct bindlist *list, const struct sockaddr *sa, socklen_t len)
{
	struct bindlist_address *grown;
	size_t i;

	for (i = 0; i < list->count; i++)
		if (list->v[i].len == len &&
		    memcmp(&list->v[i].sa, sa, len) == 0)
			return 0;
	grown = reallocarray(list->v, list->count + 1, sizeof(*grown));
	if (grown == NULL)
		return -1;
	list->v = grown;
	memset(&grown[list->count], 0, sizeof(*grown));
	memcpy(&grown[list->count].sa, sa, len);
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
	return add(list, (const void *)&un, sizeof(un));
}

int
bindlist_add_host(struct bindlist *list, const char *host, int port, int family)
{
	struct addrinfo hints = { .ai_family = family,
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_PASSIVE | AI_NUMERICSERV };
	struct addrinfo *found, *ai;
	char service[NI_MAXSERV];
	int error;

	snprintf(service, sizeof(service), "%d", port);
	error = getaddrinfo(host, service, &hints, &found);
	if (error != 0)
		return error;
	for (ai = found; ai != NULL && error == 0; ai = ai->ai_next)
		if (add(list, ai->ai_addr, ai->ai_addrlen) == -1)
			error = EAI_MEMORY;
	freeaddrinfo(found);
	return error;
}

void
bindlist_reset(struct bindlist *list)
{
	free(list->v);
	*list = (struct bindlist){ .count = 0 };
}
