/* SPDX-License-Identifier: ISC */
/* The sockets of all addresses that are to be listened on. */
#ifndef RUPTIMED_BINDALL_H
#define RUPTIMED_BINDALL_H

#include "ruptimed/bindlist.h"

struct bindall_socket {
	int fd; /* -1: this address was passed over */
	struct sockaddr_storage sa;
	socklen_t len;
};

/*
 * Listen on each address; those that ask for port 0 have the same.  to[i] is
 * what has become of list->v[i].  Passed over are those of a family that the
 * kernel lacks, those that were there before in the list, and, of a name, those
 * that this machine does not have.  0; or -1, logged, where one fails, or where
 * none is left, of a name or of all.  The sockets are the caller's then, too.
 */
int bindall_listen(const struct bindlist *list, struct bindall_socket *to);

#endif
