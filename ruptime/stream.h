/* SPDX-License-Identifier: ISC */
/* One host whose reply goes to standard output as it comes. */
#ifndef RUPTIME_STREAM_H
#define RUPTIME_STREAM_H

#include "ruptime/options.h"
#include "ruptime/hosts/targets.h"
#include "ruptime/command/template.h"

/*
 * Ask the target, by connecting, or by the command, and copy its reply to
 * standard output; what goes wrong goes to the log.  The exit status: 0 it is
 * up, 1 it is not, or not all was written, 2 it could not be asked.
 */
int stream_host(const struct options *o, const struct template *command,
    const struct target *target);

#endif
