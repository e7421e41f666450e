/* SPDX-License-Identifier: ISC */
/* The hosts of a netgroup. */
#ifndef RUPTIME_NETGROUP_H
#define RUPTIME_NETGROUP_H

#include "ruptime/hosts/found.h"

/* See found.h.  Members that have no host, or "-", are passed over. */
source_find_fn netgroup_find;

#endif
