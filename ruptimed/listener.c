/* SPDX-License-Identifier: ISC */
/*
 * The listening sockets.  main.c opens them while it is root, acceptor.c takes
 * clients from them.  Never reads or writes a client.
 */
#include <errno.h>
#include <event2/event.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/descriptor.h"
#include "common/log.h"
#include "common/net.h"
#include "ruptimed/bindall.h"
#include "ruptimed/listener.h"

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

/* One that was passed over is none. */
static void
add_own(struct listeners *ls, const struct bindall_socket *own)
{
	struct listener *l;
	struct stat st;

	if (own->fd == -1)
		return;
	l = add(ls, own->fd, (const void *)&own->sa, own->len);
	if (own->sa.ss_family != AF_UNIX || lstat(l->name, &st) == -1)
		return;
	l->own_path = true;
	l->dev = st.st_dev;
	l->ino = st.st_ino;
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
	struct bindall_socket *sockets =
	    calloc(addresses->count, sizeof(*sockets));
	size_t i;
	int rc = -1;

	if (ls != NULL && sockets == NULL)
		log_warn("cannot listen");
	if (ls != NULL && sockets != NULL) {
		rc = bindall_listen(addresses, sockets);
		for (i = 0; i < addresses->count; i++)
			add_own(ls, &sockets[i]);
	}
	free(sockets);
	if (rc == 0)
		return ls;
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
	int fd;

	if (ls == NULL)
		return NULL;
	for (fd = first; fd < first + count; fd++) {
		len = sizeof(sa);
		if (!is_listening_stream(fd) ||
		    getsockname(fd, (void *)&sa, &len) == -1 ||
		    descriptor_unblock(fd) == -1) {
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
	*fd = descriptor_accept(l->fd, sa, len);
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
