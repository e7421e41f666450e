/* SPDX-License-Identifier: ISC */
/* Which users and groups there are in the user namespace that we are in. */
#ifndef COMMON_IDMAP_H
#define COMMON_IDMAP_H

#include <stdbool.h>
#include <sys/types.h>

/* Whether the namespace has that user, or that group, so that it is possible to
 * become it.  True where there are no namespaces, or nothing can be learned. */
bool idmap_has_user(uid_t uid);
bool idmap_has_group(gid_t gid);

/* Whether it lets its root change supplementary groups, user_namespaces(7). */
bool idmap_allows_setgroups(void);

#endif
