/* SPDX-License-Identifier: ISC */
/* One host as given, split and judged. */
#ifndef RUPTIME_HOSTPART_H
#define RUPTIME_HOSTPART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Views of the text that was split; none is terminated. */
struct hostpart {
	const char *text; /* all of it */
	size_t len;
	const char *host; /* name, address without brackets, or path */
	size_t host_len;
	const char *port; /* number or service, to the end of text; or NULL */
	size_t port_len;
	uint16_t port_number; /* of the port; 0 where there is none */
	bool is_path;

	size_t at;       /* when refused: the offending byte of the text, */
	const char *why; /* and the reason */
};

struct hostpart_rules {
	bool strict; /* for -e: see below */
	/* The port of a service, or -1; name is one that could be.  NULL: it
	 * is not looked up, and its port_number is 0. */
	int (*service)(void *arg, const char *name);
	void *arg;
};

/*
 * Split the len bytes of text, a host without ranges: name, name:port,
 * address, [v6], [v6]:port, or a path, which begins with / and is taken as it
 * stands.  A name is made of letters, those beyond ASCII too, digits, "-", "."
 * and "_" and does not begin with "-"; one that getaddrinfo would take for an
 * IPv4 address has to be one, written in full.  An IPv6 address may have a
 * zone, fe80::1%eth0.  A port is 1 to 65535 or a service, in 63 bytes at most.
 *
 * strict, for names that are not looked up but handed to a command, and that a
 * shell may read later, takes only [A-Za-z0-9._:%@-] in host and port, so no
 * path at all, and lets numbers be names; "@" stands within a name only, with
 * no "-" behind it.
 *
 * Returns false, with at and why set, for a host that can't exist or that a
 * command could take for an option.  Brackets are taken to pair up, as
 * hostrange_init has seen to.  Allocates nothing.
 */
bool hostpart_split(struct hostpart *p, const char *text, size_t len,
    const struct hostpart_rules *rules);

#endif
