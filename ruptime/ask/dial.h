/* SPDX-License-Identifier: ISC */
/* A race of connections to the addresses of one host, as RFC 8305 says. */
#ifndef RUPTIME_DIAL_H
#define RUPTIME_DIAL_H

#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/un.h>

struct dial;
struct event_base;

struct dial_address {
	socklen_t len;
	union {
		struct sockaddr sa;
		struct sockaddr_in in;
		struct sockaddr_in6 in6;
		struct sockaddr_un un;
	} u;
};

/*
 * Begin to connect to a.  The descriptor, non-blocking, which is connected or
 * will be; -1 with errno, ECONNREFUSED too where it would be connected to
 * itself, which happens where nobody listens at one of this machine's ports
 * and the kernel gives that to us.
 */
int dial_begin(const struct dial_address *a);

/* What a race has come to, fd -1 with an errno where nobody won; index is of
 * the address that error speaks of, or that fd is connected to, which was
 * begun at begun_us of the clock. */
typedef void dial_done_fn(void *arg, int fd, size_t index, int error,
    uint64_t begun_us);

/* How long after one the next is begun, so that all of count have been when
 * half of left_ms is over: 250 ms, or less (RFC 8305 section 5).  left_ms 0:
 * there is no limit. */
unsigned dial_stagger_ms(size_t count, uint32_t left_ms);

/*
 * The addresses of list in the order in which they are to be tried: families
 * alternate, beginning with the first one's (RFC 8305 section 4).  *count is
 * set; the array is the caller's to free.  NULL with errno.
 */
struct dial_address *dial_order(const struct addrinfo *list, size_t *count);

/*
 * Connect to the first of the count addresses, at least one, that answers; each
 * is begun stagger_ms after the one before, or at once when that has failed
 * (section 5).  done is called once, later, never from within this call, and
 * the dial is gone then.  The descriptor is non-blocking, and the callee's.
 * The addresses must stay valid until then.  NULL with errno.
 *
 * A connection beside the first takes one of *spare while it lasts; where none
 * is left, it takes the place of the dial's oldest.  NULL: there are enough.
 */
struct dial *dial_start(struct event_base *base,
    const struct dial_address *addresses, size_t count, unsigned stagger_ms,
    size_t *spare, dial_done_fn *done, void *arg);

/* End a race that is not done, closing all.  NULL is allowed. */
void dial_cancel(struct dial *d);

#endif
