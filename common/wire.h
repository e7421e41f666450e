/* SPDX-License-Identifier: ISC */
/*
 * Bytes to and from a connected socket, whatever it was told about waiting.
 * None of these waits, and none raises SIGPIPE.
 *
 * Where a system has no such calls, the socket is told not to wait, for all who
 * share it, and SIGPIPE is held back meanwhile.
 */
#ifndef COMMON_WIRE_H
#define COMMON_WIRE_H

#include <stddef.h>
#include <sys/types.h>

/* As send(2).  EAGAIN where it takes nothing now, EPIPE where nobody reads. */
ssize_t wire_send(int fd, const void *data, size_t len);

/*
 * The same of what a shutdown follows: where the system can, the last of it is
 * held back until then, so that the end goes with it in one packet.
 */
ssize_t wire_send_last(int fd, const void *data, size_t len);

/* As recv(2).  EAGAIN where there is nothing now. */
ssize_t wire_receive(int fd, void *data, size_t len);

/* The same, and leaves it there to be received. */
ssize_t wire_peek(int fd, void *data, size_t len);

#endif
