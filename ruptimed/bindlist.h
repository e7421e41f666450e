/* SPDX-License-Identifier: ISC */
/* The addresses to listen on. */
#ifndef RUPTIMED_BINDLIST_H
#define RUPTIMED_BINDLIST_H

#include <stddef.h>
#include <sys/socket.h>

/* Port 0 where the kernel is to choose one. */
struct bindlist_address {
	struct sockaddr_storage sa;
	socklen_t len;
	char *name; /* that stands for it; NULL where it was given itself */
};

/* All zero: empty. */
struct bindlist {
	struct bindlist_address *v;
	size_t count;
};

/* The socket at this absolute path.  -1 with errno, ENAMETOOLONG where it does
 * not fit into an address. */
int bindlist_add_path(struct bindlist *list, const char *path);

/* All addresses of a host in this family, AF_UNSPEC for both; NULL for the
 * wildcards.  One that is there already is added for another name only.  0, or
 * an error of getaddrinfo(3), of which EAI_SYSTEM has an errno. */
int bindlist_add_host(struct bindlist *list, const char *host, int port,
    int family);

/* It is empty from then on. */
void bindlist_reset(struct bindlist *list);

#endif
