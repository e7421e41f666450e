/* SPDX-License-Identifier: ISC */
/*
 * The members of a netgroup by getnetgrent(3), so that each source of them that
 * the system has works.  ruptime/hosts/netgroup.c reads them.
 */
#include <netdb.h>
#include <stddef.h>

#include "common/netgroups.h"
#include "common/system.h"

bool
netgroups_are_known(void)
{
	return SYSTEM_NETGROUPS;
}

#if SYSTEM_NETGROUPS
void
netgroups_each(const char *group, bool (*member)(void *arg, const char *host),
    void *arg)
{
	char *host, *user, *domain;

	setnetgrent(group);
	while (getnetgrent(&host, &user, &domain) == 1)
		if (!member(arg, host))
			break;
	endnetgrent();
}
#else
void
netgroups_each(const char *group, bool (*member)(void *arg, const char *host),
    void *arg)
{
	(void)group;
	(void)member;
	(void)arg;
}
#endif
