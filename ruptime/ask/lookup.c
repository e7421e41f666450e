/* SPDX-License-Identifier: ISC */
/*
 * What the system's name service says of a name or of an address.  resolver.c
 * calls it in its threads, since it may take long; it never touches the loop.
 */
#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>

#include "common/idn.h"
#include "ruptime/ask/localnames.h"
#include "ruptime/ask/lookup.h"

/* glibc takes files that it can't open for files without the name. */
static int
real_error(int error)
{
	if (errno == EMFILE || errno == ENFILE || errno == ENOMEM)
		return EAI_SYSTEM;
	return error;
}

/* Nobody is asked. */
static bool
is_in_numbers(const char *name)
{
	const struct addrinfo hints = { .ai_flags = AI_NUMERICHOST };
	struct addrinfo *list;

	if (getaddrinfo(name, NULL, &hints, &list) != 0)
		return false;
	freeaddrinfo(list);
	return true;
}

int
lookup_addresses(struct localnames *names, const char *host, const char *port,
    int family, struct addrinfo **list)
{
	const struct addrinfo hints = {
		.ai_family = family,
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICSERV,
	};
	int error;

	if (names != NULL && !is_in_numbers(host) &&
	    localnames_find(names, host, port, family, list))
		return 0;
	errno = 0;
	error = idn_getaddrinfo(host, port, &hints, list);
	if (error == 0)
		return 0;
	*list = NULL;
	return real_error(error);
}

/* The zone of an address is ours alone: no source of names has it. */
static bool
is_same(const struct sockaddr *a, const struct sockaddr *b)
{
	/* Copies, since either may be aligned as bytes only. */
	struct sockaddr_in a4, b4;
	struct sockaddr_in6 a6, b6;

	if (a->sa_family != b->sa_family)
		return false;
	if (a->sa_family == AF_INET) {
		memcpy(&a4, a, sizeof(a4));
		memcpy(&b4, b, sizeof(b4));
		return a4.sin_addr.s_addr == b4.sin_addr.s_addr;
	}
	memcpy(&a6, a, sizeof(a6));
	memcpy(&b6, b, sizeof(b6));
	return IN6_ARE_ADDR_EQUAL(&a6.sin6_addr, &b6.sin6_addr);
}

/* 0 where one of the name's addresses is the given one. */
static int
confirm(const char *name, const struct sockaddr *address)
{
	struct addrinfo *list, *ai;
	int error =
	    lookup_addresses(NULL, name, "0", address->sa_family, &list);

	if (error != 0)
		return error;
	for (ai = list; ai != NULL; ai = ai->ai_next)
		if (is_same(ai->ai_addr, address))
			break;
	freeaddrinfo(list);
	return ai != NULL ? 0 : EAI_NONAME;
}

int
lookup_name(const struct sockaddr *address, socklen_t len,
    char name[static HOSTPORT_HOST_MAX])
{
	int error;

	errno = 0;
	error = getnameinfo(address, len, name, HOSTPORT_HOST_MAX, NULL, 0,
	    NI_NAMEREQD);
	if (error != 0)
		return real_error(error);
	/* An address in numbers would lead back to itself. */
	if (name[0] == '\0' || is_in_numbers(name))
		return EAI_NONAME;
	return confirm(name, address);
}
