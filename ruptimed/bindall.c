/* SPDX-License-Identifier: ISC */
/*
 * All addresses are listened on, or none: what is a failure there and what is
 * passed over.  listener.c asks once, at the start.
 */
#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/net.h"
#include "ruptimed/bind.h"
#include "ruptimed/bindall.h"

/* Tries to find one free port for all addresses. */
enum { PORT_TRIES = 32 };

struct binding {
	const struct bindlist *list;
	struct bindall_socket *to;
	in_port_t port; /* chosen for all that ask for 0; 0: not yet */
	size_t failed;  /* the address of an error */
	bool again;     /* what there is to tell was told */
};

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

/* With the port that was chosen. */
static const char *
name_of(const struct binding *b, size_t i, char buf[static NET_TEXT_MAX])
{
	struct sockaddr_storage sa = b->list->v[i].sa;

	if (get_port(&sa) == 0)
		set_port(&sa, b->port);
	return net_format((const void *)&sa, b->list->v[i].len, buf);
}

/* -1 with errno. */
static int
open_one(struct binding *b, size_t i)
{
	struct bindall_socket *to = &b->to[i];
	bool chosen;

	to->sa = b->list->v[i].sa;
	to->len = b->list->v[i].len;
	chosen = get_port(&to->sa) == 0;
	if (chosen)
		set_port(&to->sa, b->port);
	to->fd = bind_listen((const void *)&to->sa, to->len);
	if (to->fd == -1 || !chosen)
		return to->fd == -1 ? -1 : 0;
	if (getsockname(to->fd, (void *)&to->sa, &to->len) == -1)
		return -1;
	b->port = (in_port_t)get_port(&to->sa);
	return 0;
}

/* Whether the address is listened on, be it for one that is the same. */
static bool
is_served(const struct binding *b, size_t i)
{
	const struct bindlist_address *v = b->list->v;
	size_t j;

	for (j = 0; j < b->list->count; j++)
		if (b->to[j].fd != -1 && v[j].len == v[i].len &&
		    memcmp(&v[j].sa, &v[i].sa, v[i].len) == 0)
			return true;
	return false;
}

static bool
is_passed_over(const struct binding *b, size_t i, int error)
{
	const char *name = b->list->v[i].name;
	char text[NET_TEXT_MAX];

	if (error == EAFNOSUPPORT || error == EPROTONOSUPPORT) {
		log_debug("the kernel lacks an address family");
		return true;
	}
	if (error != EADDRNOTAVAIL || name == NULL)
		return false;
	if (!b->again)
		log_notice("-l %s: passed over: %s: %s", name,
		    name_of(b, i, text), strerror(error));
	return true;
}

/* A name that stands for nothing that this machine has is a failure, as one of
 * its addresses would be. */
static int
check_names(struct binding *b)
{
	const struct bindlist_address *v = b->list->v;
	bool served;
	size_t i, j;

	for (i = 0; i < b->list->count; i++) {
		served = v[i].name == NULL;
		for (j = 0; j < b->list->count && !served; j++)
			served = v[j].name != NULL &&
			    strcmp(v[j].name, v[i].name) == 0 &&
			    is_served(b, j);
		if (!served) {
			b->failed = i;
			return -1;
		}
	}
	return 0;
}

static bool
is_loopback(const struct sockaddr_storage *sa)
{
	static const uint8_t v6[16] = { [15] = 1 };
	uint8_t bytes[16];

	if (!net_address_bytes((const void *)sa, bytes))
		return false;
	if (memcmp(bytes, v6, sizeof(v6)) == 0)
		return true;
	return sa->ss_family == AF_INET && bytes[12] == 127;
}

/* The address by which others reach what i's name stands for; else i. */
static size_t
reachable(const struct binding *b, size_t i)
{
	const struct bindlist_address *v = b->list->v;
	size_t j;

	for (j = 0; j < b->list->count; j++)
		if (v[j].name != NULL && strcmp(v[j].name, v[i].name) == 0 &&
		    is_served(b, j) && !is_loopback(&v[j].sa))
			return j;
	return i;
}

/* As of a host whose own name is in /etc/hosts with 127.0.1.1: it looks right,
 * and nobody else can connect.  "localhost" says so itself. */
static void
tell_loopback(const struct binding *b)
{
	const struct bindlist_address *v = b->list->v;
	char text[NET_TEXT_MAX];
	size_t i;

	for (i = 0; i < b->list->count; i++) {
		if (v[i].name == NULL || !is_served(b, i) ||
		    !is_loopback(&v[i].sa) || reachable(b, i) != i ||
		    strcasestr(v[i].name, "localhost") != NULL ||
		    strcasestr(v[i].name, "loopback") != NULL)
			continue;
		log_notice("-l %s: %s is loopback: other machines cannot "
			   "connect",
		    v[i].name, name_of(b, i, text));
	}
}

static void
close_all(struct binding *b)
{
	size_t i;

	for (i = 0; i < b->list->count; i++) {
		if (b->to[i].fd != -1)
			close(b->to[i].fd);
		b->to[i].fd = -1;
	}
}

/* One try: 0, or -1 with the errno of the address that failed. */
static int
open_all(struct binding *b)
{
	bool some = false;
	int error = 0;
	size_t i;

	for (i = 0; i < b->list->count; i++)
		b->to[i].fd = -1;
	for (i = 0; i < b->list->count; i++) {
		if (is_served(b, i))
			continue;
		if (open_one(b, i) == 0) {
			some = true;
			continue;
		}
		b->failed = i;
		error = errno;
		if (!is_passed_over(b, i, error)) {
			errno = error;
			return -1;
		}
	}
	errno = error;
	if (!some)
		return -1;
	return error == EADDRNOTAVAIL ? check_names(b) : 0;
}

static const char *
reason(const struct binding *b, int error)
{
	const struct sockaddr_in6 *in6 =
	    (const void *)&b->list->v[b->failed].sa;

	if (error == EINVAL && in6->sin6_family == AF_INET6 &&
	    in6->sin6_scope_id == 0 && IN6_IS_ADDR_LINKLOCAL(&in6->sin6_addr))
		return "a link-local address needs its interface, as in "
		       "fe80::1%eth0";
	return strerror(error);
}

int
bindall_listen(const struct bindlist *list, struct bindall_socket *to)
{
	struct binding b = { .list = list, .to = to };
	char text[NET_TEXT_MAX];
	int tries, error;

	for (tries = 0; tries < PORT_TRIES; tries++) {
		b.port = 0;
		if (open_all(&b) == 0) {
			tell_loopback(&b);
			return 0;
		}
		error = errno;
		/* The kernel's choice for one may be taken on another. */
		if (error != EADDRINUSE || b.port == 0 ||
		    get_port(&list->v[b.failed].sa) != 0)
			break;
		close_all(&b);
		b.again = true;
	}
	name_of(&b, b.failed, text);
	log_warnx("%s: %s", text, reason(&b, error));
	return -1;
}
