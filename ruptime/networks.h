/* SPDX-License-Identifier: ISC */
/* What has come of networks that were searched. */
#ifndef RUPTIME_NETWORKS_H
#define RUPTIME_NETWORKS_H

#include <stdbool.h>

#include "ruptime/hosts/targets.h"
#include "ruptime/reply/host.h"

/* Whether there are any, and all of their addresses were asked, and nobody has
 * answered.  hosts are those of the targets, in their order. */
bool networks_are_empty(const struct targets *ts, const struct host *hosts);

/* Say so, and with -v how many have answered in each. */
void networks_tell(const struct targets *ts, const struct host *hosts);

#endif
