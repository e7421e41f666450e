/* SPDX-License-Identifier: ISC */
/*
 * What may not be said by every system's send(2) and recv(2): not to wait, to
 * raise no signal, that more is to come.  ruptimed/conn.c and inetd.c talk to
 * their clients by it, ruptime/ask/dial.c looks at what has connected,
 * ruptime/watch/search.c talks to its process.
 */
#include <errno.h>
#include <signal.h>
#include <sys/socket.h>

#include "common/descriptor.h"
#include "common/system.h"
#include "common/wire.h"

#if SYSTEM_LINUX

enum { QUIETLY = MSG_NOSIGNAL | MSG_DONTWAIT };

ssize_t
wire_send(int fd, const void *data, size_t len)
{
	return send(fd, data, len, QUIETLY);
}

ssize_t
wire_send_last(int fd, const void *data, size_t len)
{
	return send(fd, data, len, QUIETLY | MSG_MORE);
}

ssize_t
wire_receive(int fd, void *data, size_t len)
{
	return recv(fd, data, len, MSG_DONTWAIT);
}

ssize_t
wire_peek(int fd, void *data, size_t len)
{
	return recv(fd, data, len, MSG_DONTWAIT | MSG_PEEK);
}

#else

/* Take the signal away that has come while it was blocked; one that is ignored
 * never comes. */
static void
swallow(const sigset_t *only)
{
	sigset_t pending;
	int number;

	if (sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) == 1)
		sigwait(only, &number);
}

ssize_t
wire_send(int fd, const void *data, size_t len)
{
	sigset_t only, before;
	ssize_t n;
	int saved;

	if (descriptor_unblock(fd) == -1)
		return -1;
	sigemptyset(&only);
	sigaddset(&only, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &only, &before);
	n = send(fd, data, len, 0);
	saved = errno;
	if (n == -1 && saved == EPIPE && sigismember(&before, SIGPIPE) != 1)
		swallow(&only);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	errno = saved;
	return n;
}

ssize_t
wire_send_last(int fd, const void *data, size_t len)
{
	return wire_send(fd, data, len);
}

static ssize_t
receive(int fd, void *data, size_t len, int flags)
{
	return descriptor_unblock(fd) == -1 ? -1 : recv(fd, data, len, flags);
}

ssize_t
wire_receive(int fd, void *data, size_t len)
{
	return receive(fd, data, len, 0);
}

ssize_t
wire_peek(int fd, void *data, size_t len)
{
	return receive(fd, data, len, MSG_PEEK);
}

#endif
