/* SPDX-License-Identifier: ISC */
/*
 * The hosts that a source has found; see found.c.
 *
 * netgroup.h, srv.h and mdns.h have one function each, NAME_find(), of the type
 * source_find_fn: it asks the source, which takes seconds at most, adds what
 * that names to f, and returns true, where it names at least one host; what it
 * passes over it may tell by log_debug(), or by log_info() where that matters
 * to everybody.  False where nobody was found, with f->why saying in one line
 * why not, and what to do about it where that is known: "there is no such name
 * (NXDOMAIN)".  It prints nothing itself but by these, changes no global and
 * leaves no descriptor.  What is passed to log and put into f->why may come
 * from elsewhere as it is, since log makes it harmless.
 */
#ifndef RUPTIME_FOUND_H
#define RUPTIME_FOUND_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

struct options;
struct source;

enum { FOUND_WHY_MAX = 256, FOUND_VIA_MAX = 1100, FOUND_ADDRESSES_MAX = 16 };

union found_address {
	struct sockaddr sa;
	struct sockaddr_in in;
	struct sockaddr_in6 in6;
};

struct found_host {
	char *name;    /* that is shown */
	char *host;    /* that is looked up, and what -e gets */
	uint16_t port; /* 0: it names none */
	union found_address *addresses; /* to ask; NULL: by looking host up */
	size_t address_count;
};

/* Begins with found_init(). */
struct found {
	struct found_host *v;
	size_t count, size;
	char via[FOUND_VIA_MAX]; /* what it was found under, where that is more
				  * than was given: a service with the domain
				  * that had it; "" */
	char why[FOUND_WHY_MAX];
};

typedef bool source_find_fn(const struct source *s, const struct options *o,
    struct found *f);

void found_init(struct found *f);

void found_fini(struct found *f);

/*
 * Add a host, of which all is copied.  Where a host of this name, host and port
 * is there already, the addresses are added to it, each once; more than
 * FOUND_ADDRESSES_MAX are not kept.  Addresses have their port and their zone.
 * Whether the name can be that of a host is judged later, by hostlist.h.
 * False, with f->why set, where there is no memory.
 */
bool found_add(struct found *f, const char *name, const char *host,
    uint16_t port, const union found_address *addresses, size_t count);

/* Set f->why.  Returns false. */
bool found_fail(struct found *f, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
