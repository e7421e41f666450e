/* SPDX-License-Identifier: ISC */
/*
 * A name that came from elsewhere, from a name server or from anybody on the
 * local network, judged as that of a host.  hostlist.c calls it before it takes
 * such a name.
 * Pure: no I/O, no clock, no allocation.
 */
#include <stdio.h>
#include <string.h>

#include "ruptime/hosts/foundname.h"
#include "ruptime/hosts/source.h"

static size_t
foundname_compose(char text[static FOUNDNAME_MAX], const char *name,
    const char *port)
{
	const bool brackets = port[0] != '\0' && strchr(name, ':') != NULL;

	return (size_t)snprintf(text, FOUNDNAME_MAX, "%s%s%s%s%s",
	    brackets ? "[" : "", name, brackets ? "]" : "",
	    port[0] != '\0' ? ":" : "", port);
}

bool
foundname_split(struct hostpart *part, char text[static FOUNDNAME_MAX],
    const char *name, const char *port, const struct hostpart_rules *rules)
{
	static const char why[] = "can't be the name of a host";
	size_t len = foundname_compose(text, name, port);

	part->why = why;
	if (len >= FOUNDNAME_MAX || name[0] == '/' ||
	    strpbrk(name, "[]@,#") != NULL ||
	    source_is_meant(name, strlen(name)))
		return false;
	if (!hostpart_split(part, text, len, rules)) {
		/* The brackets are ours, and a port is not asked for. */
		if (strchr(name, ':') != NULL)
			part->why = why;
		return false;
	}
	part->why = why;
	return part->host_len == strlen(name) &&
	    memcmp(part->host, name, part->host_len) == 0;
}
