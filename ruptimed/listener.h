/* SPDX-License-Identifier: ISC */
/*
 * The listening sockets: our own on every address, or those that a service
 * manager passed.
 */
#ifndef RUPTIMED_LISTENER_H
#define RUPTIMED_LISTENER_H

#include <stdbool.h>
#include <sys/socket.h>

#include "ruptimed/bindlist.h"

struct event_base;
struct listener;
struct listeners;

/* Clients may be waiting at l. */
typedef void listener_ready_fn(struct listener *l, void *arg);

enum listener_result {
	LISTENER_CLIENT,   /* there is one */
	LISTENER_NONE,     /* nobody waits */
	LISTENER_ANOTHER,  /* one left while it waited: try the next */
	LISTENER_EXHAUSTED /* no resources, logged: pause before the next */
};

/*
 * Listen on all addresses; those with port 0 share one that the kernel
 * chooses.  A family that the kernel lacks is skipped.  NULL, logged with the
 * address, where any other fails.
 */
struct listeners *listeners_open(const struct bindlist *addresses);

/* Take the count listening sockets that were passed as descriptors first and
 * up.  NULL, logged, where one is no listening stream socket. */
struct listeners *listeners_take(int first, int count);

/* Call ready(l, arg) whenever clients wait and we are not paused.  -1, logged.
 */
int listeners_watch(struct listeners *ls, struct event_base *base,
    listener_ready_fn *ready, void *arg);

void listeners_pause(struct listeners *ls);
void listeners_resume(struct listeners *ls);

/* Have ready called once for each open listener, soon, whether clients wait or
 * not. */
void listeners_poll(struct listeners *ls);

/* Log each address at level info. */
void listeners_log(const struct listeners *ls);

/* The first address as text, for a status line. */
const char *listeners_name(const struct listeners *ls);

/* Take one client: a new non-blocking descriptor, and its address. */
enum listener_result listener_accept(struct listener *l, int *fd,
    struct sockaddr_storage *sa, socklen_t *len);

/* Stop listening; the path of a socket of our own is removed. */
void listener_close(struct listener *l);

/* Whether any is open still.  NULL is allowed: none. */
bool listeners_open_any(const struct listeners *ls);

/* Close what is open and free all.  NULL is allowed. */
void listeners_free(struct listeners *ls);

#endif
