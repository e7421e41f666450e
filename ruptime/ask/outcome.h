/* SPDX-License-Identifier: ISC */
/* What a query has come to, as a host. */
#ifndef RUPTIME_OUTCOME_H
#define RUPTIME_OUTCOME_H

#include "ruptime/reply/host.h"

struct query;
struct target;
struct template;

/* The host that a target is before it was asked. */
struct host outcome_before(const struct target *t);

/* What has come of the query that asked t, by the command or, NULL, by
 * connecting; what it points to is freed by host_reset(), or t's. */
struct host outcome_of(const struct query *q, const struct target *t,
    const struct template *command);

/* Tell what a query does now that has failed and will try again. */
void outcome_tell_again(const struct query *q, const char *name);

/*
 * With -w, say of the first query whose name has no address that it is waited
 * for, once: *told is then set.  Mostly it is no host, but what pdsh(1) has
 * behind its -w.  Returns whether it was said.
 */
bool outcome_tell_unknown(const struct query *q, const char *name, bool *told);

/* It could not be asked: errno says why. */
struct host outcome_failed(const struct target *t);

#endif
