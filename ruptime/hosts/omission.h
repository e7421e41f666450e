/* SPDX-License-Identifier: ISC */
/* Hosts that are left out by another name than the one that is shown. */
#ifndef RUPTIME_OMISSION_H
#define RUPTIME_OMISSION_H

#include <stdbool.h>

struct found_host;
struct hostlist;

/*
 * Whether -x names h, which was found with addresses, by one of these, by a
 * network that one of them is in, or by its whole name; what does has left
 * somebody out then.  hl is not finished yet.
 */
bool omission_is_meant(struct hostlist *hl, const struct found_host *h);

/* Leave h out by the name that it is listed by. */
void omission_make(struct hostlist *hl, const struct found_host *h);

#endif
