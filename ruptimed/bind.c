/* SPDX-License-Identifier: ISC */
/* One listening socket.  listener.c asks for each address. */
#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "ruptimed/bind.h"

/* A socket that a daemon left when it was killed: nobody accepts there. */
static bool
is_stale(const struct sockaddr_un *un)
{
	struct stat st;
	bool stale;
	int fd;

	if (lstat(un->sun_path, &st) == -1 || !S_ISSOCK(st.st_mode))
		return false;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return false;
	stale = connect(fd, (const void *)un, sizeof(*un)) == -1 &&
	    errno == ECONNREFUSED;
	close(fd);
	return stale;
}

/* Anybody who can reach the directory may ask. */
static int
bind_path(int fd, const struct sockaddr_un *un)
{
	mode_t mask = umask(0111);
	int rc = bind(fd, (const void *)un, sizeof(*un));

	if (rc == -1 && errno == EADDRINUSE) {
		if (is_stale(un) && unlink(un->sun_path) == 0)
			rc = bind(fd, (const void *)un, sizeof(*un));
		else
			errno = EADDRINUSE;
	}
	umask(mask);
	return rc;
}

static int
bind_inet(int fd, const struct sockaddr *sa, socklen_t len)
{
	int on = 1;

	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) == -1)
		return -1;
	if (sa->sa_family == AF_INET6 &&
	    setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on)) == -1)
		return -1;
	return bind(fd, sa, len);
}

int
bind_listen(const struct sockaddr *sa, socklen_t len)
{
	int fd, rc, saved;

	fd = socket(sa->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK,
	    0);
	if (fd == -1)
		return -1;
	if (sa->sa_family == AF_UNIX)
		rc = bind_path(fd, (const void *)sa);
	else
		rc = bind_inet(fd, sa, len);
	if (rc == 0 && listen(fd, SOMAXCONN) == 0)
		return fd;
	saved = errno;
	close(fd);
	errno = saved;
	return -1;
}
