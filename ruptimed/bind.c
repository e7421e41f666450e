/* SPDX-License-Identifier: ISC */
/* One listening socket.  bindall.c asks for each address. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "common/descriptor.h"
#include "ruptimed/bind.h"

enum { LOCK_TRIES = 200 }; /* each of ten milliseconds */

/* A socket that a daemon left when it was killed: nobody accepts there. */
static bool
is_stale(const struct sockaddr_un *un)
{
	struct stat st;
	bool stale;
	int fd;

	if (lstat(un->sun_path, &st) == -1 || !S_ISSOCK(st.st_mode))
		return false;
	fd = descriptor_socket(AF_UNIX, SOCK_STREAM);
	if (fd == -1)
		return false;
	stale = connect(fd, (const void *)un, sizeof(*un)) == -1 &&
	    errno == ECONNREFUSED;
	close(fd);
	return stale;
}

/*
 * Of two daemons that want one path each would find the other's socket before
 * it is listened on, or just after it was made, and take it for one that was
 * left.  So they take turns, by a lock on the directory, which leaves nothing
 * behind.  -1 with errno; EBUSY where somebody does not give it back.
 */
static int
lock_directory(const struct sockaddr_un *un)
{
	const struct timespec pause = { .tv_nsec = 10 * 1000000L };
	char dir[sizeof(un->sun_path)];
	int fd, tries;

	strlcpy(dir, un->sun_path, sizeof(dir));
	fd = open(dirname(dir), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd == -1)
		return -1;
	for (tries = 0; flock(fd, LOCK_EX | LOCK_NB) == -1; tries++) {
		if (errno != EWOULDBLOCK || tries == LOCK_TRIES) {
			close(fd);
			errno = errno == EWOULDBLOCK ? EBUSY : errno;
			return -1;
		}
		nanosleep(&pause, NULL);
	}
	return fd;
}

/* Anybody who can reach the directory may ask.  Without the lock nothing is
 * replaced. */
static int
bind_path(int fd, const struct sockaddr_un *un, bool locked)
{
	mode_t mask = umask(0111);
	int rc = bind(fd, (const void *)un, sizeof(*un));

	if (rc == -1 && errno == EADDRINUSE) {
		if (locked && is_stale(un) && unlink(un->sun_path) == 0)
			rc = bind(fd, (const void *)un, sizeof(*un));
		else
			errno = EADDRINUSE;
	}
	umask(mask);
	return rc;
}

static int
listen_path(int fd, const struct sockaddr_un *un)
{
	int lock = lock_directory(un), rc, saved;

	if (lock == -1 && errno == EBUSY)
		return -1;
	rc = bind_path(fd, un, lock != -1);
	if (rc == 0)
		rc = listen(fd, SOMAXCONN);
	saved = errno;
	if (lock != -1)
		close(lock);
	errno = saved;
	return rc;
}

/* The broadcast address of a network: asked of a socket for packets, which may
 * have it only where it says so, and no packet is sent. */
static bool
is_broadcast(const struct sockaddr *sa, socklen_t len)
{
	const int on = 1;
	struct sockaddr_in in;
	bool broadcast;
	int fd;

	if (sa->sa_family != AF_INET)
		return false;
	fd = descriptor_socket(AF_INET, SOCK_DGRAM);
	if (fd == -1)
		return false;
	memcpy(&in, sa, sizeof(in));
	in.sin_port = htons(9);
	broadcast = connect(fd, (const void *)&in, len) == -1 &&
	    errno == EACCES &&
	    setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &on, sizeof(on)) == 0 &&
	    connect(fd, (const void *)&in, len) == 0;
	close(fd);
	return broadcast;
}

/* Many machines at once: Linux lets a socket listen there, to which nobody can
 * connect. */
static bool
is_of_many(const struct sockaddr *sa, socklen_t len)
{
	const struct sockaddr_in *in = (const void *)sa;
	const struct sockaddr_in6 *in6 = (const void *)sa;

	if (sa->sa_family == AF_INET6)
		return IN6_IS_ADDR_MULTICAST(&in6->sin6_addr);
	return IN_MULTICAST(ntohl(in->sin_addr.s_addr)) ||
	    is_broadcast(sa, len);
}

static int
listen_inet(int fd, const struct sockaddr *sa, socklen_t len)
{
	int on = 1;

	if (is_of_many(sa, len)) {
		errno = EADDRNOTAVAIL;
		return -1;
	}
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) == -1)
		return -1;
	if (sa->sa_family == AF_INET6 &&
	    setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on)) == -1)
		return -1;
	return bind(fd, sa, len) == 0 ? listen(fd, SOMAXCONN) : -1;
}

int
bind_listen(const struct sockaddr *sa, socklen_t len)
{
	int fd, rc, saved;

	fd = descriptor_socket(sa->sa_family, SOCK_STREAM);
	if (fd == -1)
		return -1;
	if (sa->sa_family == AF_UNIX)
		rc = listen_path(fd, (const void *)sa);
	else
		rc = listen_inet(fd, sa, len);
	if (rc == 0)
		return fd;
	saved = errno;
	close(fd);
	errno = saved;
	return -1;
}
