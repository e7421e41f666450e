/* SPDX-License-Identifier: ISC */
/* Names with letters beyond ASCII. */
#ifndef COMMON_IDN_H
#define COMMON_IDN_H

#include <netdb.h>

/*
 * As getaddrinfo(3).  A name with letters beyond ASCII is asked for as an
 * internationalised one where the C library can (glibc's), and then as it
 * stands, as the hosts file may have it; by others only as it stands.
 */
int idn_getaddrinfo(const char *host, const char *port,
    const struct addrinfo *hints, struct addrinfo **list);

#endif
