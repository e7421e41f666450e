/* SPDX-License-Identifier: ISC */
/*
 * The listening sockets.  main.c opens them while it is root, server.c takes
 * clients from them.  Never reads or writes a client.
 */
#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/log.h"
#include "common/net.h"
#include "ruptimed/bind.h"
#include "ruptimed/listener.h"

/* Tries to find one free port for all addresses. */
enum { PORT_TRIES = 32 };

struct listener {
	int fd; /* -1 once closed */
	struct event *event;
	struct listeners *all;
	char name[NET_TEXT_MAX];
	bool own_path; /* name is the path of a socket that we made */
	dev_t dev;     /* of that path */
	ino_t ino;
};

struct listeners {
	listener_ready_fn *ready;
	void *arg;
	struct log_throttle throttle;
	size_t count;
	struct listener list[];
};

static struct listeners *
listeners_new(size_t max)
{
	struct listeners *ls;

	ls = calloc(1, sizeof(*ls) + max * sizeof(ls->list[0]));
	if (ls == NULL)
		log_warn("cannot listen");
	return ls;
}

static struct listener *
add(struct listeners *ls, int fd, const struct sockaddr *sa, socklen_t len)
{
	struct listener *l = &ls->list[ls->count++];

	*l = (struct listener){ .fd = fd, .all = ls };
	net_format(sa, len, l->name);
	return l;
}

static void
set_port(struct sockaddr_storage *sa, in_port_t port)
{
	if (sa->ss_family == AF_INET)
		((struct sockaddr_in *)sa)->sin_port = port;
	else
		((struct sockaddr_in6 *)sa)->sin6_port = port;
}

/* In network byte order, as set_port(); -1 where there are no ports. */
static int
get_port(const struct sockaddr_storage *sa)
{
	if (sa->ss_family == AF_INET)
		return ((const struct sockaddr_in *)sa)->sin_port;
	if (sa->ss_family == AF_INET6)
		return ((const struct sockaddr_in6 *)sa)->sin6_port;
	return -1;
}

static void
remember_path(struct listener *l)
{
	struct stat st;

	if (lstat(l->name, &st) == -1)
		return;
	l->own_path = true;
	l->dev = st.st_dev;
	l->ino = st.st_ino;
}

/*
 * Listen on one address; *port is the one chosen for all that ask for 0, or 0
 * as long as none is.  -1 with errno.
 */
static int
open_one(struct listeners *ls, const struct bindlist_address *address,
    in_port_t *port)
{
	struct sockaddr_storage sa = address->sa;
	socklen_t len = address->len;
	bool chosen = get_port(&sa) == 0;
	struct listener *l;
	int fd;

	if (chosen)
		set_port(&sa, *port);
	fd = bind_listen((const void *)&sa, len);
	if (fd == -1)
		return -1;
	if (chosen && getsockname(fd, (void *)&sa, &len) == -1) {
		close(fd);
		return -1;
	}
	if (chosen)
		*port = (in_port_t)get_port(&sa);
	l = add(ls, fd, (const void *)&sa, len);
	if (sa.ss_family == AF_UNIX)
		remember_path(l);
	return 0;
}

static void
log_failure(const struct bindlist_address *address, in_port_t port)
{
	struct sockaddr_storage sa = address->sa;
	char name[NET_TEXT_MAX];
	int saved = errno;

	if (get_port(&sa) == 0)
		set_port(&sa, port);
	net_format((const void *)&sa, address->len, name);
	errno = saved;
	log_warn("%s", name);
}

/* One try: 0, or -1 with the errno of addresses->v[*failed]. */
static int
open_all(struct listeners *ls, const struct bindlist *addresses,
    in_port_t *port, size_t *failed)
{
	size_t i;

	for (i = 0; i < addresses->count; i++) {
		if (open_one(ls, &addresses->v[i], port) == 0)
			continue;
		*failed = i;
		if (errno != EAFNOSUPPORT && errno != EPROTONOSUPPORT)
			return -1;
		log_debug("the kernel lacks an address family");
	}
	return ls->count > 0 ? 0 : -1;
}

static void
close_all(struct listeners *ls)
{
	while (ls->count > 0)
		listener_close(&ls->list[--ls->count]);
}

struct listeners *
listeners_open(const struct bindlist *addresses)
{
	struct listeners *ls = listeners_new(addresses->count);
	in_port_t port = 0;
	size_t failed = 0;
	int tries;

	if (ls == NULL)
		return NULL;
	for (tries = 0; tries < PORT_TRIES; tries++) {
		port = 0;
		if (open_all(ls, addresses, &port, &failed) == 0)
			return ls;
		/* The kernel's choice for one may be taken on another. */
		if (errno != EADDRINUSE || port == 0 ||
		    get_port(&addresses->v[failed].sa) != 0)
			break;
		close_all(ls);
	}
	log_failure(&addresses->v[failed], port);
	listeners_free(ls);
	return NULL;
}

static bool
is_listening_stream(int fd)
{
	int type = 0, listening = 0;
	socklen_t len = sizeof(int);

	return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &len) == 0 &&
	    getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &len) == 0 &&
	    type == SOCK_STREAM && listening;
}

struct listeners *
listeners_take(int first, int count)
{
	struct listeners *ls = listeners_new((size_t)count);
	struct sockaddr_storage sa;
	socklen_t len;
	int fd, flags;

	if (ls == NULL)
		return NULL;
	for (fd = first; fd < first + count; fd++) {
		len = sizeof(sa);
		flags = fcntl(fd, F_GETFL);
		if (!is_listening_stream(fd) ||
		    getsockname(fd, (void *)&sa, &len) == -1 ||
		    fcntl(fd, F_SETFL, flags | O_NONBLOCK) == -1) {
			log_warnx("passed descriptor %d: not a listening "
				  "stream socket",
			    fd);
			listeners_free(ls);
			return NULL;
		}
		add(ls, fd, (const void *)&sa, len);
	}
	return ls;
}

static void
on_readable(evutil_socket_t fd, short what, void *arg)
{
	struct listener *l = arg;

	l->all->ready(l, l->all->arg);
}

int
listeners_watch(struct listeners *ls, struct event_base *base,
    listener_ready_fn *ready, void *arg)
{
	size_t i;

	ls->ready = ready;
	ls->arg = arg;
	for (i = 0; i < ls->count; i++) {
		struct listener *l = &ls->list[i];

		l->event = event_new(base, l->fd, EV_READ | EV_PERSIST,
		    on_readable, l);
		if (l->event == NULL || event_add(l->event, NULL) == -1) {
			log_warn("%s: cannot wait for clients", l->name);
			return -1;
		}
	}
	return 0;
}

void
listeners_pause(struct listeners *ls)
{
	size_t i;

	for (i = 0; i < ls->count; i++)
		if (ls->list[i].event != NULL)
			event_del(ls->list[i].event);
}

void
listeners_resume(struct listeners *ls)
{
	size_t i;

	for (i = 0; i < ls->count; i++)
		if (ls->list[i].event != NULL)
			event_add(ls->list[i].event, NULL);
}

void
listeners_poll(struct listeners *ls)
{
	size_t i;

	for (i = 0; ls != NULL && i < ls->count; i++)
		if (ls->list[i].event != NULL)
			event_active(ls->list[i].event, EV_READ, 0);
}

void
listeners_log(const struct listeners *ls)
{
	size_t i;

	for (i = 0; i < ls->count; i++)
		log_info("listening on %s", ls->list[i].name);
}

const char *
listeners_name(const struct listeners *ls)
{
	return ls->list[0].name;
}

enum listener_result
listener_accept(struct listener *l, int *fd, struct sockaddr_storage *sa,
    socklen_t *len)
{
	*len = sizeof(*sa);
	*fd = accept4(l->fd, (void *)sa, len, SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (*fd != -1)
		return LISTENER_CLIENT;
	switch (errno) {
	case EAGAIN:
		return LISTENER_NONE;
	/* accept(2): the client has gone, or its network. */
	case EINTR:
	case ECONNABORTED:
	case EPROTO:
	case ENETDOWN:
	case ENOPROTOOPT:
	case EHOSTDOWN:
	case ENONET:
	case EHOSTUNREACH:
	case ENETUNREACH:
	case ETIMEDOUT:
		return LISTENER_ANOTHER;
	default:
		log_throttled(&l->all->throttle, "%s: cannot accept: %s",
		    l->name, strerror(errno));
		return LISTENER_EXHAUSTED;
	}
}

void
listener_close(struct listener *l)
{
	struct stat st;

	if (l->fd == -1)
		return;
	if (l->event != NULL)
		event_free(l->event);
	l->event = NULL;
	if (l->own_path && lstat(l->name, &st) == 0 && st.st_dev == l->dev &&
	    st.st_ino == l->ino)
		unlink(l->name);
	close(l->fd);
	l->fd = -1;
}

bool
listeners_open_any(const struct listeners *ls)
{
	size_t i;

	for (i = 0; ls != NULL && i < ls->count; i++)
		if (ls->list[i].fd != -1)
			return true;
	return false;
}

void
listeners_free(struct listeners *ls)
{
	if (ls == NULL)
		return;
	close_all(ls);
	free(ls);
}
