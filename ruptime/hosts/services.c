/* SPDX-License-Identifier: ISC */
/*
 * Ports of services, those that were looked up lately: the database is read
 * from its beginning each time.  targets.c and forget.c have hostlist.c
 * call it.
 */
#include <string.h>

#include "common/net.h"
#include "ruptime/hosts/services.h"

int
services_port(void *arg, const char *name)
{
	struct services *ss = arg;
	struct service *s;
	const char *why;
	size_t i;

	for (i = 0; i < SERVICES_KEPT; i++)
		if (strcmp(ss->v[i].name, name) == 0)
			return ss->v[i].port;
	s = &ss->v[ss->oldest++ % SERVICES_KEPT];
	strlcpy(s->name, name, sizeof(s->name));
	s->port = net_port(name, false, &why);
	return s->port;
}
