/* SPDX-License-Identifier: ISC */
/*
 * A name that came from elsewhere, judged as that of a host.
 */
#ifndef RUPTIME_FOUNDNAME_H
#define RUPTIME_FOUNDNAME_H

#include <stdbool.h>

#include "ruptime/hosts/hostpart.h"

/* Of a name with its port, in brackets where it has to be. */
enum { FOUNDNAME_MAX = 1100 };

/*
 * Compose name and port in text, as a user would have written them, and take
 * that apart; without a port where that is "".  False, with part->why set,
 * where name is no name or address in numbers, and nothing but that: what a
 * user may write besides, paths, ranges, sources and ports, means nothing in a
 * name from elsewhere.
 */
bool foundname_split(struct hostpart *part, char text[static FOUNDNAME_MAX],
    const char *name, const char *port, const struct hostpart_rules *rules);

#endif
