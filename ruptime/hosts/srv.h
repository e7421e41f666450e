/* SPDX-License-Identifier: ISC */
/* A service that DNS has SRV records for. */
#ifndef RUPTIME_SRV_H
#define RUPTIME_SRV_H

#include <stdbool.h>

struct found;
struct options;
struct source;

/* How long it takes at most. */
enum { SRV_SECONDS = 5 };

/*
 * Add the targets of the SRV records of s->name with their ports.  A name of
 * nothing but labels that begin with "_", "_ruptime._tcp", is asked for in the
 * resolver's search domains, and the first that has it counts; f->via says
 * which it was.  As found.h says, within SRV_SECONDS.  o is not looked at.
 */
bool srv_find(const struct source *s, const struct options *o, struct found *f);

#endif
