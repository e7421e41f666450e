/* SPDX-License-Identifier: ISC */
/* One host as given, split and judged; see hostpart.c. */
#ifndef RUPTIME_HOSTPART_H
#define RUPTIME_HOSTPART_H

#include <stdbool.h>
#include <stddef.h>

/* Views of the text that was split; none is terminated. */
struct hostpart {
	const char *text; /* all of it */
	size_t len;
	const char *host; /* name, address without brackets, or path */
	size_t host_len;
	const char *port; /* number or service, to the end of text; or NULL */
	size_t port_len;
	bool is_path;

	size_t at;       /* when refused: the offending byte of the text, */
	const char *why; /* and the reason */
};

/*
 * Splits the len bytes of text, a host without ranges: name, name:port,
 * address, [v6], [v6]:port, or a path, which begins with / and is taken as it
 * stands. An IPv6 address may have a zone, fe80::1%eth0. A port is 1 to 65535
 * or could be a service's name. strict, for names that a shell may read
 * later, takes only [A-Za-z0-9._:%-] in host and port, so no path at all.
 * Returns false, with at and why set, for a host that can't exist or that a
 * command could take for an option. Brackets are taken to pair up, as
 * hostrange_init has seen to. Allocates nothing.
 */
bool hostpart_split(struct hostpart *p, const char *text, size_t len,
    bool strict);

#endif
