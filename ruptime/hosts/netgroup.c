/* SPDX-License-Identifier: ISC */
/* The hosts of a netgroup.  Called by sources.c. */
#include <string.h>

#include "common/netgroups.h"
#include "ruptime/hosts/hostrange.h"
#include "ruptime/hosts/netgroup.h"
#include "ruptime/hosts/source.h"

struct members {
	struct found *found;
	size_t count;
	bool failed; /* too many, or no memory */
};

/* NULL stands for every host. */
static bool
is_host(const char *host)
{
	return host != NULL && host[0] != '\0' && strcmp(host, "-") != 0;
}

static bool
add_member(void *arg, const char *host)
{
	struct members *g = arg;

	if (g->count >= HOSTRANGE_MAX)
		g->failed = !found_fail(g->found, "more than %d members",
		    HOSTRANGE_MAX);
	else if (is_host(host))
		g->failed = !found_add(g->found, host, host, 0, NULL, 0);
	g->count++;
	return !g->failed;
}

bool
netgroup_find(const struct source *s, const struct options *o, struct found *f)
{
	struct members g = { .found = f };

	if (!netgroups_are_known())
		return found_fail(f,
		    "this system's C library knows nothing of netgroups");
	netgroups_each(s->name, add_member, &g);
	if (g.failed || f->count > 0)
		return !g.failed;
	if (g.count > 0)
		return found_fail(f, "no member of this netgroup is a host");
	return found_fail(f,
	    "no such netgroup, or nobody in it; see the netgroup line of "
	    "/etc/nsswitch.conf, where files means /etc/netgroup");
}
