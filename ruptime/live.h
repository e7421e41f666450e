/* SPDX-License-Identifier: ISC */
/* Ask hosts again and again, and show that. */
#ifndef RUPTIME_LIVE_H
#define RUPTIME_LIVE_H

#include "ruptime/command/template.h"
#include "ruptime/hosts/targets.h"
#include "ruptime/memory/memory.h"
#include "ruptime/options.h"

/*
 * Ask the targets, or the command for each, every o->interval_ms, and show what
 * they say on the terminal or as o says; m may be NULL, for no memory.  The
 * exit status: that of the last round that was over, 0 every host is up, 1 some
 * is not; 1 where there was none or output was lost, 2 nothing could be asked.
 */
int live_hosts(const struct options *o, const struct template *command,
    struct targets *ts, struct memory *m);

#endif
