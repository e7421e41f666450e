/* SPDX-License-Identifier: ISC */
/*
 * How sockets and pipes of ours are born.  Whoever opens one does it here, but
 * files: those have O_CLOEXEC everywhere.  It never reads or writes one.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "common/descriptor.h"
#include "common/system.h"

int
descriptor_unblock(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags == -1)
		return -1;
	return (flags & O_NONBLOCK) != 0 ?
	    0 :
	    fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}

#if SYSTEM_LINUX

int
descriptor_socket(int family, int type)
{
	return socket(family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

int
descriptor_accept(int listening, struct sockaddr_storage *sa, socklen_t *len)
{
	int fd = accept4(listening, (struct sockaddr *)sa, len,
	    SOCK_CLOEXEC | SOCK_NONBLOCK);

	if (fd == -1 && errno == ENONET)
		errno = ENETDOWN;
	return fd;
}

int
descriptor_pipe(int fds[static 2])
{
	return pipe2(fds, O_CLOEXEC);
}

int
descriptor_pair(int type, int fds[static 2])
{
	return socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, fds);
}

int
descriptor_reopen(int fd, int flags)
{
	char name[sizeof("/proc/self/fd/") + 3 * sizeof(fd)];

	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	return open(name, flags);
}

#else

static int
close_and_fail(int fd)
{
	int saved = errno;

	close(fd);
	errno = saved;
	return -1;
}

/* What is to be one of ours, or -1. */
static int
adopt(int fd)
{
	if (fd == -1)
		return -1;
	if (fcntl(fd, F_SETFD, FD_CLOEXEC) == -1 ||
	    descriptor_unblock(fd) == -1)
		return close_and_fail(fd);
	return fd;
}

int
descriptor_socket(int family, int type)
{
	return adopt(socket(family, type, 0));
}

int
descriptor_accept(int listening, struct sockaddr_storage *sa, socklen_t *len)
{
	return adopt(accept(listening, (struct sockaddr *)sa, len));
}

static int
adopt_two(int fds[static 2])
{
	if (fcntl(fds[0], F_SETFD, FD_CLOEXEC) == 0 &&
	    fcntl(fds[1], F_SETFD, FD_CLOEXEC) == 0)
		return 0;
	close_and_fail(fds[0]);
	return close_and_fail(fds[1]);
}

int
descriptor_pipe(int fds[static 2])
{
	return pipe(fds) == -1 ? -1 : adopt_two(fds);
}

int
descriptor_pair(int type, int fds[static 2])
{
	return socketpair(AF_UNIX, type, 0, fds) == -1 ? -1 : adopt_two(fds);
}

int
descriptor_reopen(int fd, int flags)
{
	(void)fd;
	errno = ENODEV;
	return -1;
}

#endif
