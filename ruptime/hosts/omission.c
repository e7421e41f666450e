/* SPDX-License-Identifier: ISC */
/*
 * Whether a host that is shown by one name is left out by another: by the
 * address that it was found with, or the name with ".local".  sources.c asks,
 * since the list compares only what is shown.  Asks no name service.
 */
#include <netdb.h>
#include <stdio.h>
#include <string.h>

#include "common/net.h"
#include "ruptime/hosts/found.h"
#include "ruptime/hosts/hostlist.h"
#include "ruptime/hosts/omission.h"

static bool
has_address(struct hostlist *hl, const union found_address *address,
    uint16_t port)
{
	const socklen_t len = address->sa.sa_family == AF_INET6 ?
	    sizeof(address->in6) :
	    sizeof(address->in);
	char text[NET_TEXT_MAX];

	return getnameinfo(&address->sa, len, text, sizeof(text), NULL, 0,
		   NI_NUMERICHOST) == 0 &&
	    hostlist_leaves_out(hl, text, port);
}

bool
omission_is_meant(struct hostlist *hl, const struct found_host *h)
{
	bool meant = false;
	size_t i;

	if (h->address_count == 0)
		return false;
	if (hostlist_leaves_out(hl, h->host, h->port))
		meant = true;
	for (i = 0; i < h->address_count; i++)
		if (has_address(hl, &h->addresses[i], h->port))
			meant = true;
	return meant;
}

void
omission_make(struct hostlist *hl, const struct found_host *h)
{
	char port[6];

	snprintf(port, sizeof(port), "%u", h->port);
	(void)hostlist_add_found(hl, h->name, port, 0, true);
}
