/* SPDX-License-Identifier: ISC */
/*
 * Hosts as plain lines: their replies, their names, and names by failure.  v
 * holds n hosts, in the order in which they are written; where terminal is
 * true, out is one, and text from elsewhere passes screen.h.  All return 0, or
 * -1 with errno: ENOMEM, or out has failed.
 */
#ifndef RUPTIME_LISTING_H
#define RUPTIME_LISTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "ruptime/reply/host.h"

/*
 * "name: line" for each line of each reply, as pdsh writes it.  Elsewhere than
 * on a terminal bytes stay as they are.  Whether a reply is an uptime line does
 * not matter, nor whether all of it came; what a server said to be an error is
 * no reply.
 */
int listing_raw(FILE *out, bool terminal, const struct host *const *v,
    size_t n);

/*
 * The names of those that are up, or of those that are down, one a line.
 * STATE_PENDING is neither.
 */
int listing_names(FILE *out, bool terminal, bool up,
    const struct host *const *v, size_t n);

/*
 * Why hosts are not up, a line for each state that occurs, with names folded by
 * fold_names: "timed out: node[3,17-20]".  STATE_PENDING comes last.
 */
int listing_failures(FILE *out, bool terminal, const struct host *const *v,
    size_t n);

#endif
