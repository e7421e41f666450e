/* SPDX-License-Identifier: ISC */
/*
 * Descriptors that are born close-on-exec, and sockets that do not wait.  Where
 * a system cannot have them born so, they are made so at once: a thread that
 * starts a program in between would hand them on, which none of ours does.
 */
#ifndef COMMON_DESCRIPTOR_H
#define COMMON_DESCRIPTOR_H

#include <sys/socket.h>

/* A socket that does not wait; type is SOCK_STREAM or SOCK_DGRAM.  -1 with
 * errno, as of all of these. */
int descriptor_socket(int family, int type);

/* Accept(2) a connection, as one that does not wait.  Whichever error the
 * system has for a network that is gone, it is ENETDOWN here. */
int descriptor_accept(int listening, struct sockaddr_storage *sa,
    socklen_t *len);

/* Both ends wait. */
int descriptor_pipe(int fds[static 2]);

/* Two local sockets that are connected, and wait. */
int descriptor_pair(int type, int fds[static 2]);

/* Have it wait no more; nor does it for whoever shares it. */
int descriptor_unblock(int fd);

/* Open once more, with flags of open(2), what fd is of, even if it has no name
 * here.  ENODEV where the system does not do so. */
int descriptor_reopen(int fd, int flags);

#endif
