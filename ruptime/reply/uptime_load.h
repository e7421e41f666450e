/* SPDX-License-Identifier: ISC */
/* The load averages of a line.  For uptime.c. */
#ifndef RUPTIME_UPTIME_LOAD_H
#define RUPTIME_UPTIME_LOAD_H

#include <stdbool.h>

#include "ruptime/reply/uptime_scan.h"

/*
 * Take "load average: 0.12, 0.04, 0.01" into load, or nothing.  Fewer than
 * three are taken and not told: *all is false then, and load zeros.  spaced: of
 * a line that has two blanks before and after "up", as Rust coreutils prints
 * it, decimals may be missing.
 */
bool load_read(struct scan *s, bool spaced, double load[static 3], bool *all);

#endif
