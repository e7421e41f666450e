/* SPDX-License-Identifier: ISC */
/* The addresses of one host, in the order in which they are to be tried. */
#ifndef RUPTIME_ADDRESSES_H
#define RUPTIME_ADDRESSES_H

#include <netdb.h>
#include <stdbool.h>
#include <stddef.h>

#include "common/net.h"
#include "ruptime/ask/dial.h"

struct target;
struct verdict;

/* Begins zeroed: none are known. */
struct addresses {
	struct dial_address *v;
	size_t count;
};

/* Those of getaddrinfo(3)'s list, which is freed.  -1 with errno. */
int addresses_from_list(struct addresses *as, struct addrinfo *list);

/*
 * Those of a host that is an address in numbers, without asking anybody; port
 * is a number as text.  1, or 0 where it is a name, or an address of another
 * family than family, -1 with errno.
 */
int addresses_from_numbers(struct addresses *as, const char *host,
    const char *port, int family);

/*
 * Those of a target, of family unless that is AF_UNSPEC, that are known without
 * asking anybody.  1, or 0 where there are none, -1 with errno.
 */
int addresses_known(struct addresses *as, const struct target *t, int family);

/*
 * Whether host, of which these are known, is an address in numbers that can't
 * be asked: verdict says why, and *lasts whether that is so however long it is
 * waited for.
 */
bool addresses_refuse(const struct addresses *as, const char *host, int family,
    struct verdict *verdict, bool *lasts);

/* Why one of them can't be connected to, which an errno has said. */
const char *addresses_reason(const struct dial_address *a, int error);

/* Forget the one at index. */
void addresses_remove(struct addresses *as, size_t index);

/* Have to be what from is, which is none then. */
void addresses_move(struct addresses *to, struct addresses *from);

/* Forget and free all. */
void addresses_reset(struct addresses *as);

/* One of them as text, in buf, which it returns. */
const char *addresses_name(const struct dial_address *a,
    char buf[static NET_TEXT_MAX]);

/* The same without the port; a path as it is. */
const char *addresses_host(const struct dial_address *a,
    char buf[static NET_TEXT_MAX]);

#endif
