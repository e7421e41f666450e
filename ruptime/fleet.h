/* SPDX-License-Identifier: ISC */
/*
 * The event loop that asks hosts.
 */
#ifndef RUPTIME_FLEET_H
#define RUPTIME_FLEET_H

#include <stdbool.h>

#include "common/net.h"
#include "ruptime/options.h"

/*
 * Ask one host, called name by the user, and copy its reply to standard
 * output as it comes; what goes wrong goes to the log.  True where it is up
 * and all was written.
 */
bool fleet_stream(const struct options *o, const char *name,
    const struct net_endpoint *ep);

#endif
