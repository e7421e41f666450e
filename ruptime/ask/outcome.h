/* SPDX-License-Identifier: ISC */
/* What a query has come to, as a host. */
#ifndef RUPTIME_OUTCOME_H
#define RUPTIME_OUTCOME_H

#include <stdbool.h>

#include "ruptime/reply/host.h"

struct query;
struct target;

/* The host that a target is before it was asked. */
struct host outcome_before(const struct target *t);

/* What has come of the query that asked t, by a command or not; what it points
 * to is freed by host_reset(), or t's. */
struct host outcome_of(const struct query *q, const struct target *t,
    bool by_command);

/* It could not be asked: errno says why. */
struct host outcome_failed(const struct target *t);

#endif
