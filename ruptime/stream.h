/* SPDX-License-Identifier: ISC */
/*
 * One host whose reply goes to standard output as it comes.
 */
#ifndef RUPTIME_STREAM_H
#define RUPTIME_STREAM_H

#include <stdbool.h>

#include "ruptime/options.h"
#include "ruptime/targets.h"
#include "ruptime/template.h"

/*
 * Ask the target, by connecting, or by the command, and copy its reply to
 * standard output; what goes wrong goes to the log.  True where it is up and
 * all was written.
 */
bool stream_host(const struct options *o, const struct template *command,
    const struct target *target);

#endif
