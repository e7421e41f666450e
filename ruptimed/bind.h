/* SPDX-License-Identifier: ISC */
/* One listening socket. */
#ifndef RUPTIMED_BIND_H
#define RUPTIMED_BIND_H

#include <sys/socket.h>

/*
 * Listen on an AF_INET, AF_INET6 (and no IPv4 with it) or AF_UNIX address: a
 * non-blocking descriptor that is closed on exec, with the longest backlog.
 * At a path, anybody who reaches the directory may connect, and the socket of
 * a daemon that is gone is replaced.  -1 with errno.
 */
int bind_listen(const struct sockaddr *sa, socklen_t len);

#endif
