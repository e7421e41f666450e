/* SPDX-License-Identifier: ISC */
/* Loads of 1, 5 and 15 minutes as people write them. */
#ifndef RUPTIME_LOADS_H
#define RUPTIME_LOADS_H

#include <stdbool.h>

enum { LOADS_MAX = 1000000 };

/*
 * Parse one to three loads, "4,3,2" or "1.5", each from 0 to LOADS_MAX: digits
 * with at most one point, whatever the locale, and at most three digits after
 * it.  Those left out are as the last one, as check_load of the monitoring
 * plugins has it.  False where text is something else; load is undefined then.
 */
bool loads_parse(const char *text, double load[static 3]);

#endif
