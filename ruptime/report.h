/* SPDX-License-Identifier: ISC */
/* Ask many hosts and print what has come of it. */
#ifndef RUPTIME_REPORT_H
#define RUPTIME_REPORT_H

#include "ruptime/options.h"
#include "ruptime/hosts/targets.h"
#include "ruptime/memory/memory.h"
#include "ruptime/command/template.h"

/* The exit status where nothing could be asked, or the command line is wrong.
 */
int report_failure(const struct options *o);

/* Ask the targets, as fleet_ask() does, have m remember what has come of them,
 * and print as o says.  m may be NULL, for no memory.  The exit status:
 * 0 every host is up, 1 some is not, or the output was lost, 2 nothing could be
 * asked; with -o nagios the plugin's. */
int report_hosts(const struct options *o, const struct template *command,
    const struct targets *ts, struct memory *m);

#endif
