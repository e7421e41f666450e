/* SPDX-License-Identifier: ISC */
/* Sockets of datagrams that multicast by one interface. */
#ifndef COMMON_MULTICAST_H
#define COMMON_MULTICAST_H

#include <stdbool.h>
#include <sys/socket.h>

/*
 * One of the family of own, an address of the interface that has this index; it
 * has a port of its own, does not wait, and sends with 255 hops left.  -1 with
 * errno.
 */
int multicast_socket(const struct sockaddr *own, unsigned index);

/*
 * Whether a packet, as recvmsg(2) has told of it, has come by that interface.
 * For IPv4 it is true of all where the system does not say.
 */
bool multicast_came_by(struct msghdr *msg, int family, unsigned index);

#endif
