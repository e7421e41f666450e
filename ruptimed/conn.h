/* SPDX-License-Identifier: ISC */
/* One client: its reply, half-close, drain, and end. */
#ifndef RUPTIMED_CONN_H
#define RUPTIMED_CONN_H

#include <stddef.h>
#include <stdint.h>
#include <event2/event_struct.h>
#include <sys/queue.h>

struct event_base;

/* A text that many clients are sent; counted, freed with its last user. */
struct reply {
	size_t users;
	size_t len;
	char text[];
};

/* A copy of the len bytes of text, with one user.  NULL with errno. */
struct reply *reply_new(const char *text, size_t len);

/* One user less.  NULL is allowed. */
void reply_free(struct reply *reply);

/* What becomes of the client; counted when it has the whole reply. */
enum conn_outcome { CONN_ANSWERED, CONN_DENIED, CONN_FAILED };

/* The event is part of it: libevent keeps a little of its own for each
 * descriptor for ever, and events between those would hold on to memory. */
struct conn {
	TAILQ_ENTRY(conn) link; /* the connqueue that it is in */
	void *owner;
	struct reply *reply; /* NULL before there is one and when all is sent */
	struct event event;  /* initialized where one is needed */
	uint64_t run;        /* the run that it waits for */
	uint64_t since_us;   /* when it came into its queue */
	uint32_t sent;       /* bytes of the reply */
	uint32_t drained;    /* bytes that it sent us */
	int fd;
	uint8_t queue;   /* which one, for clients.c */
	uint8_t outcome; /* enum conn_outcome */
};

enum conn_result {
	CONN_DONE,    /* all sent and half-closed; or all read to its end */
	CONN_BLOCKED, /* there is more, once the descriptor is ready */
	CONN_GONE     /* the client broke off */
};

/* A client on fd, which the conn owns from then on.  NULL with errno, and fd
 * is not closed. */
struct conn *conn_new(int fd, void *owner);

/* Give it its reply, one user more; conn_send() sends it. */
void conn_set_reply(struct conn *c, struct reply *reply,
    enum conn_outcome outcome);

/* Send what is left of the reply, never blocking; at its end half-close. */
enum conn_result conn_send(struct conn *c);

/*
 * Read and discard what the client sent, never blocking.  Closing with bytes
 * unread, or before bytes arrive, would make it a reset, which discards what
 * the network still owes the client (RFC 1122 section 4.2.2.13).  CONN_DONE at
 * its end of file, CONN_GONE on an error or after too many bytes.
 */
enum conn_result conn_drain(struct conn *c);

/* Have cb(fd, what, c) called while the descriptor is ready for what, an
 * EV_READ or EV_WRITE.  -1 with errno. */
int conn_watch(struct conn *c, struct event_base *base, short what,
    void (*cb)(int, short, void *));
void conn_unwatch(struct conn *c);

/* Close and free. */
void conn_free(struct conn *c);

#endif
