/* SPDX-License-Identifier: ISC */
/* Netgroups, netgroup(5), where the C library knows of them. */
#ifndef COMMON_NETGROUPS_H
#define COMMON_NETGROUPS_H

#include <stdbool.h>

bool netgroups_are_known(void);

/*
 * Call member for each of the group, with its host, NULL where it stands for
 * all of them, until it returns false.  Nobody is in a group that does not
 * exist, nor in any where the C library knows of none.
 */
void netgroups_each(const char *group,
    bool (*member)(void *arg, const char *host), void *arg);

#endif
