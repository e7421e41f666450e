/* SPDX-License-Identifier: ISC */
/*
 * Which of the hosts that were asked have a line, and what they are called in
 * it.
 */
#ifndef RUPTIME_CENSUS_H
#define RUPTIME_CENSUS_H

#include <stdbool.h>
#include <stddef.h>

#include "ruptime/hosts/targets.h"
#include "ruptime/reply/host.h"

/*
 * Of the hosts that have become of the targets of ts, all that were asked:
 *
 * One that was only found, and has answered at the address and port where
 * another has too, is that one again, and has no line; of several that were
 * only found the first has it.
 *
 * Where an address of a network has the name that another line has, it is shown
 * as address instead: it may be another machine.
 *
 * False with errno ENOMEM; nothing has changed then.
 */
bool census_take(const struct targets *ts, struct host *hosts);

/* Of one network that was searched: how many of its addresses have answered,
 * and how many were not heard of when it ended. */
struct census_network {
	size_t found, pending;
};

struct census_network census_of_network(const struct target_network *network,
    const struct host *hosts);

#endif
