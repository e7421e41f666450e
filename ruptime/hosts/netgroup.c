/* SPDX-License-Identifier: ISC */
/*
 * The hosts of a netgroup, by getnetgrent(3), so that every source of netgroups
 * that the system has works.  Called by sources.c.
 */
#include <string.h>

#include "ruptime/hosts/hostrange.h"
#include "ruptime/hosts/netgroup.h"
#include "ruptime/hosts/source.h"

#if defined(__linux__) && !defined(__GLIBC__)

bool
netgroup_find(const struct source *s, const struct options *o, struct found *f)
{
	(void)s;
	return found_fail(f,
	    "this system's C library knows nothing of netgroups");
}

#else

/* NULL stands for every host. */
static bool
is_host(const char *host)
{
	return host != NULL && host[0] != '\0' && strcmp(host, "-") != 0;
}

/* False where there are too many, or no memory. */
static bool
add_members(struct found *f, size_t *members)
{
	char *host, *user, *domain;

	for (; getnetgrent(&host, &user, &domain) == 1; ++*members) {
		if (*members >= HOSTRANGE_MAX)
			return found_fail(f, "more than %d members",
			    HOSTRANGE_MAX);
		if (is_host(host) && !found_add(f, host, host, 0, NULL, 0))
			return false;
	}
	return true;
}

bool
netgroup_find(const struct source *s, const struct options *o, struct found *f)
{
	size_t members = 0;
	bool ok;

	setnetgrent(s->name);
	ok = add_members(f, &members);
	endnetgrent();
	if (!ok || f->count > 0)
		return ok;
	if (members > 0)
		return found_fail(f, "no member of this netgroup is a host");
	return found_fail(f,
	    "no such netgroup, or nobody in it; see the netgroup line of "
	    "/etc/nsswitch.conf");
}

#endif
