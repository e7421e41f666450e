/* SPDX-License-Identifier: ISC */
/*
 * What the system's name service says of a name or of an address, by
 * getaddrinfo(3) and getnameinfo(3), so that every source of names that the
 * system has works.
 */
#ifndef RUPTIME_LOOKUP_H
#define RUPTIME_LOOKUP_H

#include <netdb.h>
#include <sys/socket.h>

#include "common/hostport.h"

struct localnames;

/*
 * The addresses of host for a stream to port, a number as text, in family, by
 * way of names unless that is NULL.  0, and *list is the caller's to free by
 * freeaddrinfo(3); else NULL and an error as of getaddrinfo(3), with errno.
 * Waits as long as the name service does.
 */
int lookup_addresses(struct localnames *names, const char *host,
    const char *port, int family, struct addrinfo **list);

/*
 * The name of an address, in name, where that name leads back to the address:
 * what owns an address may give it any name.  0, or an error as of
 * getnameinfo(3), with errno; EAI_NONAME where it has none or the name leads
 * elsewhere.  Waits as long as the name service does.
 */
int lookup_name(const struct sockaddr *address, socklen_t len,
    char name[static HOSTPORT_HOST_MAX]);

#endif
