/* SPDX-License-Identifier: ISC */
/* Ports of services, by name. */
#ifndef RUPTIME_SERVICES_H
#define RUPTIME_SERVICES_H

#include <netdb.h>
#include <stddef.h>

enum { SERVICES_KEPT = 8 };

/* Begins zeroed. */
struct services {
	struct service {
		char name[NI_MAXSERV];
		int port; /* -1: it is not there */
	} v[SERVICES_KEPT];
	size_t oldest;
};

/* The port of the service name, -1 where it is not there; arg is the struct
 * services.  As hostpart_rules have it. */
int services_port(void *arg, const char *name);

#endif
